"""Creates second versions of the questionnaire.

One has a statement added, one removed, one reworded under a new key; one has sections of unequal
size and a stage between two whole scores.
"""

from decimal import Decimal

from assessments.models import Questionnaire, Statement
from authoring.services.drafts import questionnaire_clone
from authoring.services.publishing import questionnaire_publish
from localization.columns import column_name
from localization.languages import CODES

REMOVED, ADDED, OLD_WORDING, NEW_WORDING = (
    "tool_usage",
    "tool_inventory",
    "pricing_review",
    "pricing_review_yearly",
)


def make_second_version(first: Questionnaire) -> Questionnaire:
    """Publishes a second version, which archives the first; all other statements stay the same."""
    second = questionnaire_clone(questionnaire=first)
    for old, new in ((REMOVED, ADDED), (OLD_WORDING, NEW_WORDING)):
        texts = {column_name("text", code): f"{new} {code}" for code in CODES}
        Statement.objects.filter(section__questionnaire=second, key=old).update(key=new, **texts)
    questionnaire_publish(questionnaire=second)
    return second


UNEVEN_SIZES = (5, 3, 1, 2)


def make_uneven_version(first: Questionnaire) -> Questionnaire:
    """Publishes a version with sections of 5, 3, 1 and 2 statements; Scalable begins at 3.66."""
    second = questionnaire_clone(questionnaire=first)
    for section, size in zip(second.sections.order_by("order"), UNEVEN_SIZES, strict=True):
        section.statements.filter(order__gt=size).delete()
    second.stages.filter(key="scalable").update(lower_bound=Decimal("3.66"))
    questionnaire_publish(questionnaire=second)
    return second
