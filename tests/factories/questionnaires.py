"""A second version of the questionnaire: one statement added, one removed, one reworded under a new key."""

from assessments.models import Questionnaire
from assessments.services.publishing import questionnaire_publish
from localization.languages import CODES

REMOVED, ADDED, OLD_WORDING, NEW_WORDING = (
    "tool_usage",
    "tool_inventory",
    "pricing_review",
    "pricing_review_yearly",
)


def make_second_version(first: Questionnaire) -> Questionnaire:
    """Published; the first is archived. `upsell` keeps its key and gets corrected wording."""
    second = Questionnaire.objects.create(version=first.version + 1)
    stages = {}
    for stage in first.stages.order_by("lower_bound"):
        stages[stage.pk] = _copy(stage, questionnaire=second)
    for section in first.sections.order_by("order"):
        copied = _copy(section, questionnaire=second)
        for statement in section.statements.order_by("order"):
            key = {REMOVED: ADDED, OLD_WORDING: NEW_WORDING}.get(statement.key, statement.key)
            texts = (
                {} if key == statement.key else {f"text_{code}": f"{key} {code}" for code in CODES}
            )
            _copy(statement, section=copied, key=key, **texts)
        for advice in section.advice.all():
            _copy(advice, section=copied, stage=stages[advice.stage_id])
    questionnaire_publish(questionnaire=second)
    return second


def _copy(row, **changed):
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    for name, value in changed.items():
        field = row._meta.get_field(name)
        values[field.attname] = value.pk if field.is_relation else value
    return type(row).objects.create(**values)
