"""Starting content: a first version made from files, and its missing texts completed."""

from decimal import Decimal, InvalidOperation

from django.conf import settings
from django.db import transaction

from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement
from authoring.services.publishing import InvalidContent, questionnaire_publish
from content.services.seed_files import fields_in_languages, fill_missing, text_in
from localization.available_languages import is_offered


@transaction.atomic
def questionnaire_load(*, structure: dict, texts: dict[str, dict]) -> int:
    """Makes the questionnaire of the content files, or completes its missing texts; how many rows changed.

    Structure is only made with a new version: an existing one's is the business of staff.
    """
    _check_structure(structure, texts)
    questionnaire = Questionnaire.objects.filter(version=structure["version"]).first()
    if questionnaire is None:
        questionnaire = _create(structure, texts)
        if not Questionnaire.objects.filter(status=Questionnaire.Status.PUBLISHED).exists():
            questionnaire_publish(questionnaire=questionnaire)
        return 1 + _complete_others(questionnaire, texts)
    return _complete(questionnaire, texts) + _complete_others(questionnaire, texts)


def _check_structure(structure: dict, texts: dict[str, dict]) -> None:
    """The content files fit together: every key has its texts, no key stands twice, bounds are numbers from 1 up."""
    problems = []
    sections = [section["key"] for section in structure["sections"]]
    stages = [stage["key"] for stage in structure["stages"]]
    statements = [key for section in structure["sections"] for key in section["statements"]]
    for what, keys in (("sections", sections), ("stages", stages), ("statements", statements)):
        problems += [
            f"{what}: {key} stands twice"
            for key in sorted({key for key in keys if keys.count(key) > 1})
        ]
        for code, content in texts.items():
            problems += [
                f"{code}: {what}.{key} has no text"
                for key in keys
                if is_offered(code) and key not in content.get(what, {})
            ]
            problems += [
                f"{code}: {what}.{key} is unknown"
                for key in content.get(what, {})
                if key not in keys
            ]
    problems += [
        f"{code}: advice.{section}.{stage} has no text"
        for code, content in texts.items()
        for section in sections
        for stage in stages
        if is_offered(code) and not text_in(content, "advice", section, stage)
    ]
    problems += [
        f"{section['key']} has no statements"
        for section in structure["sections"]
        if not section["statements"]
    ]
    try:
        bounds = [Decimal(stage["lower_bound"]) for stage in structure["stages"]]
        if bounds != sorted(set(bounds)) or bounds[0] != 1 or bounds[-1] > 5:
            problems.append("stages: bounds must rise from 1.0, within the scale")
    except InvalidOperation:
        problems.append("stages: a lower bound is not a number")
    if problems:
        raise InvalidContent("\n".join(problems))


def _create(structure: dict, texts: dict[str, dict]) -> Questionnaire:
    questionnaire = Questionnaire.objects.create(version=structure["version"])
    stages = [
        Stage.objects.create(
            questionnaire=questionnaire,
            key=stage["key"],
            lower_bound=Decimal(stage["lower_bound"]),
            **fields_in_languages(texts, "stages", stage["key"], fields=("name", "description")),
        )
        for stage in structure["stages"]
    ]
    for order, part in enumerate(structure["sections"], start=1):
        values = fields_in_languages(texts, "sections", part["key"], fields=("name", "short_name"))
        section = Section.objects.create(
            questionnaire=questionnaire, key=part["key"], order=order, **values
        )
        for number, key in enumerate(part["statements"], start=1):
            values = fields_in_languages(texts, "statements", key, fields=("text",))
            Statement.objects.create(section=section, key=key, order=number, **values)
        for stage in stages:
            StageAdvice.objects.create(
                section=section, stage=stage, **_advice(texts, section.key, stage.key)
            )
    return questionnaire


def _complete_others(loaded: Questionnaire, texts: dict[str, dict]) -> int:
    """Other versions than the files': a language that was added needs the texts they share too. Drafts are staff's."""
    others = Questionnaire.objects.exclude(pk=loaded.pk).exclude(status=Questionnaire.Status.DRAFT)
    return sum(_complete(questionnaire, texts, only_same=True) for questionnaire in others)


def _filled(row, values: dict[str, str], only_same: bool) -> bool:
    """Fills what the row lacks; with `only_same` where its source text is still the files'."""
    if only_same:
        source = f"_{settings.LANGUAGE_CODE}"
        kept = [name.removesuffix(source) for name in values if name.endswith(source)]
        kept = {name for name in kept if getattr(row, name + source) == values[name + source]}
        values = {name: text for name, text in values.items() if name.rpartition("_")[0] in kept}
    return fill_missing(row, values)


def _complete(questionnaire: Questionnaire, texts: dict[str, dict], only_same: bool = False) -> int:
    """Fills texts that are missing (a new language, say) where the key is in the files."""
    changed = 0
    known = next(iter(texts.values()))
    for what, rows, fields in (
        ("stages", questionnaire.stages.all(), ("name", "description")),
        ("sections", questionnaire.sections.all(), ("name", "short_name")),
        ("statements", Statement.objects.filter(section__questionnaire=questionnaire), ("text",)),
    ):
        for row in rows:
            if row.key in known[what]:
                values = fields_in_languages(texts, what, row.key, fields=fields)
                changed += _filled(row, values, only_same)
    advice = StageAdvice.objects.filter(section__questionnaire=questionnaire).select_related(
        "section", "stage"
    )
    for row in advice:
        if row.stage.key in known["advice"].get(row.section.key, {}):
            values = _advice(texts, row.section.key, row.stage.key)
            changed += _filled(row, values, only_same)
    return changed


def _advice(texts: dict[str, dict], section: str, stage: str) -> dict[str, str]:
    return fields_in_languages(
        {
            code: {"text": text_in(content, "advice", section, stage)}
            for code, content in texts.items()
        },
        fields=("text",),
    )
