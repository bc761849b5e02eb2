"""The life of a questionnaire: starting content, publishing."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement
from localization.content_files import fields_in_languages, fill_missing, text_in
from localization.offered import is_offered, offered_codes


class InvalidContent(ValueError):
    """Content that cannot be loaded or published; the message lists what is wrong, a line each."""


@dataclass(frozen=True)
class Gap:
    """A text or piece that publishing needs and that is missing."""

    row: str
    field: str


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


@transaction.atomic
def questionnaire_publish(*, questionnaire: Questionnaire) -> None:
    """Makes a draft the one that new assessments begin on; the one before is archived. Raises InvalidContent."""
    locked = list(Questionnaire.objects.select_for_update().order_by("pk"))
    questionnaire.refresh_from_db()
    if not questionnaire.is_draft:
        raise InvalidContent("only a draft can be published")
    if gaps := content_gaps(questionnaire):
        raise InvalidContent("\n".join(f"{gap.row}: {gap.field}" for gap in gaps))
    now = timezone.now()
    for other in locked:
        if other.status == Questionnaire.Status.PUBLISHED:
            other.status, other.archived_at = Questionnaire.Status.ARCHIVED, now
            other.save(update_fields=["status", "archived_at"])
    questionnaire.status, questionnaire.published_at = Questionnaire.Status.PUBLISHED, now
    questionnaire.save(update_fields=["status", "published_at"])


def content_gaps(questionnaire: Questionnaire) -> list[Gap]:
    """What it lacks to be published: texts in every language on offer, advice, statements, sound bounds and keys."""
    sections = list(questionnaire.sections.order_by("order"))
    stages = list(questionnaire.stages.order_by("lower_bound"))
    statements = list(Statement.objects.filter(section__questionnaire=questionnaire))
    advice = list(StageAdvice.objects.filter(section__questionnaire=questionnaire))
    gaps = [
        Gap(f"{row._meta.model_name} {row}", f"{field}_{code}")
        for rows, fields in (
            (sections, ("name", "short_name")),
            (stages, ("name", "description")),
            (statements, ("text",)),
            (advice, ("text",)),
        )
        for row in rows
        for field in fields
        for code in offered_codes()
        if not getattr(row, f"{field}_{code}")
    ]
    there = {(row.section_id, row.stage_id) for row in advice}
    gaps += [
        Gap(f"section {section}", f"advice {stage}")
        for section in sections
        for stage in stages
        if (section.id, stage.id) not in there
    ]
    filled = {row.section_id for row in statements}
    gaps += [
        Gap(f"section {section}", "statements") for section in sections if section.id not in filled
    ]
    keys = [row.key for row in statements]
    gaps += [
        Gap(f"statement {key}", "key")
        for key in sorted({key for key in keys if keys.count(key) > 1})
    ]
    if not sections:
        gaps.append(Gap("questionnaire", "sections"))
    if not stages or stages[0].lower_bound != 1:
        gaps.append(Gap("questionnaire", "a stage from 1"))
    return gaps


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
