"""Loads the questionnaire that a new database starts with, and adds texts that are missing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement
from authoring.services.publishing import InvalidContent, questionnaire_publish
from content.services.seed_files import fields_in_languages, fill_missing, text_in
from localization.available_languages import is_offered
from localization.columns import column_names

Table = dict[str, Any]
"""The content of a TOML file."""
Texts = dict[str, Table]
"""The texts of each language, by its code; the source language is the first."""


@transaction.atomic
def questionnaire_load(*, structure: Table, texts: Texts) -> int:
    """Creates the version of the content files, or adds its missing texts; counts changed rows.

    The structure of a version that exists is never changed: that is for staff to do.
    Raises InvalidContent.
    """
    _check_structure(structure, texts)
    questionnaire = Questionnaire.objects.filter(version=structure["version"]).first()
    if questionnaire is None:
        questionnaire = _create(structure, texts)
        if not Questionnaire.objects.filter(status=Questionnaire.Status.PUBLISHED).exists():
            questionnaire_publish(questionnaire=questionnaire)
        return 1 + _complete_others(questionnaire, texts)
    return _complete(questionnaire, texts) + _complete_others(questionnaire, texts)


def _check_structure(structure: Table, texts: Texts) -> None:
    """Raises InvalidContent unless the content files agree with each other."""
    keys = {
        "sections": [section["key"] for section in structure["sections"]],
        "stages": [stage["key"] for stage in structure["stages"]],
        "statements": [key for section in structure["sections"] for key in section["statements"]],
    }
    problems = [
        *_find_wrong_keys(keys, texts),
        *_find_missing_advice(keys["sections"], keys["stages"], texts),
        *_find_empty_sections(structure),
        *_find_wrong_bounds(structure),
    ]
    if problems:
        raise InvalidContent("\n".join(problems))


def _find_wrong_keys(keys: dict[str, list[str]], texts: Texts) -> Iterator[str]:
    """Finds keys that are not unique, keys without a text, and texts without a key."""
    for table, names in keys.items():
        for name, count in sorted(Counter(names).items()):
            if count > 1:
                yield f"{table}: {name} stands twice"
        for code, content in texts.items():
            names_with_text = content.get(table, {})
            if is_offered(code):
                for name in names:
                    if name not in names_with_text:
                        yield f"{code}: {table}.{name} has no text"
            for name in names_with_text:
                if name not in names:
                    yield f"{code}: {table}.{name} is unknown"


def _find_missing_advice(sections: list[str], stages: list[str], texts: Texts) -> Iterator[str]:
    for code, content in texts.items():
        if is_offered(code):
            for section in sections:
                for stage in stages:
                    if not text_in(content, "advice", section, stage):
                        yield f"{code}: advice.{section}.{stage} has no text"


def _find_empty_sections(structure: Table) -> Iterator[str]:
    for section in structure["sections"]:
        if not section["statements"]:
            yield f"{section['key']} has no statements"


def _find_wrong_bounds(structure: Table) -> Iterator[str]:
    try:
        bounds = [Decimal(stage["lower_bound"]) for stage in structure["stages"]]
    except InvalidOperation:
        yield "stages: a lower bound is not a number"
        return
    if bounds[:1] != [1] or bounds[-1] > 5 or bounds != sorted(set(bounds)):
        yield "stages: bounds must rise from 1.0, within the scale"


def _create(structure: Table, texts: Texts) -> Questionnaire:
    """Creates a draft with the structure and the texts of the content files."""
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
    for order, table in enumerate(structure["sections"], start=1):
        values = fields_in_languages(texts, "sections", table["key"], fields=("name", "short_name"))
        section = Section.objects.create(
            questionnaire=questionnaire, key=table["key"], order=order, **values
        )
        for number, key in enumerate(table["statements"], start=1):
            values = fields_in_languages(texts, "statements", key, fields=("text",))
            Statement.objects.create(section=section, key=key, order=number, **values)
        for stage in stages:
            StageAdvice.objects.create(
                section=section, stage=stage, **_advice_fields(texts, section.key, stage.key)
            )
    return questionnaire


def _complete_others(loaded: Questionnaire, texts: Texts) -> int:
    """Adds missing texts to the other versions, where they share the text with the files.

    A language that was added needs them. Drafts are left to staff. Counts changed rows.
    """
    others = Questionnaire.objects.exclude(pk=loaded.pk).exclude(status=Questionnaire.Status.DRAFT)
    return sum(_complete(questionnaire, texts, only_same=True) for questionnaire in others)


def _complete(questionnaire: Questionnaire, texts: Texts, *, only_same: bool = False) -> int:
    """Adds the texts that a version lacks and the files have; counts changed rows."""
    source = next(iter(texts.values()))
    statements = Statement.objects.filter(section__questionnaire=questionnaire)
    tables: list[tuple[str, Iterable[Section | Stage | Statement], tuple[str, ...]]] = [
        ("stages", questionnaire.stages.all(), ("name", "description")),
        ("sections", questionnaire.sections.all(), ("name", "short_name")),
        ("statements", statements, ("text",)),
    ]
    changed = 0
    for table, rows, fields in tables:
        for row in rows:
            if row.key in source[table]:
                values = fields_in_languages(texts, table, row.key, fields=fields)
                changed += _fill(row, values, only_same=only_same)
    for advice in StageAdvice.objects.filter(section__questionnaire=questionnaire).select_related(
        "section", "stage"
    ):
        if advice.stage.key in source["advice"].get(advice.section.key, {}):
            values = _advice_fields(texts, advice.section.key, advice.stage.key)
            changed += _fill(advice, values, only_same=only_same)
    return changed


def _fill(row: Model, values: dict[str, str], *, only_same: bool) -> bool:
    """Writes the texts that a row lacks; returns whether it changed.

    With `only_same`, only for fields whose text in the source language is that of the files.
    """
    if only_same:
        suffix = f"_{settings.LANGUAGE_CODE}"
        same_fields = {
            name.removesuffix(suffix)
            for name, text in values.items()
            if name.endswith(suffix) and getattr(row, name) == text
        }
        same_columns = {name for field in same_fields for name in column_names(field)}
        values = {name: text for name, text in values.items() if name in same_columns}
    return fill_missing(row, values)


def _advice_fields(texts: Texts, section: str, stage: str) -> dict[str, str]:
    """Returns the columns of the advice for a stage in a section: `text_en`, `text_it`, …"""
    advice = {
        code: {"text": text_in(content, "advice", section, stage)}
        for code, content in texts.items()
    }
    return fields_in_languages(advice, fields=("text",))
