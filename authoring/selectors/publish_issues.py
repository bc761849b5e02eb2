"""Lists what a version of the questionnaire still needs before it can be published."""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Model
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator

from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement
from authoring.selectors.version import Piece, Version
from content.registry import get_content_model
from glossary.models import Term
from localization.available_languages import offered_codes
from localization.characters import has_visible_character
from localization.columns import column_name
from localization.languages import LANGUAGE_NAMES
from localization.lazy import StrOrPromise
from translations.selectors.status import Status, read_states, status_of
from translations.selectors.texts import Translatable, list_row_texts

ABBREVIATION_PATTERN = re.compile(r"(?<![\w-])[A-Z]{3,}(?=s?(?![\w-]))")
"""Matches three capitals or more: PSA, SLAs. Two are too often a word in capitals (IT, OK)."""
COMMON_ABBREVIATIONS = frozenset({"MSP", "PDF", "CEO", "USB", "VPN", "KPI"})
"""Abbreviations that need no explanation to a provider of IT services."""


@dataclass(frozen=True)
class PublishIssue:
    """Describes one thing that prevents publishing, and the form in which staff correct it.

    The form is that of `row`, or the one that adds a row of the model `add`.
    """

    message: StrOrPromise
    row: Piece | None = None
    field: str = ""
    """The field to correct in the form of `row`."""
    add: type[Piece] | type[Term] | None = None
    values: Mapping[str, Model | str] = dataclasses.field(default_factory=dict)
    """The initial values of the form that adds a row."""
    stale: Translatable | None = None
    """The text whose translation is stale: corrected, or confirmed, beside its English."""
    language: str = ""
    """The language of the text that is missing, stale, or not explained."""

    @property
    def text_key(self) -> str:
        """Returns what finds the text on the page of translations; blank without a row."""
        return "" if self.row is None else str(self.row).replace(" / ", "/")


def list_publish_issues(questionnaire: Questionnaire) -> list[PublishIssue]:
    """Checks a version completely: its structure, and its texts in every language on offer."""
    version = Version(questionnaire)
    return [
        *_find_missing_rows(version),
        *_find_wrong_bounds(version),
        *_find_repeated_keys(version),
        *_find_needless_keys(version),
        *_find_missing_texts(version),
        *_find_stale_texts(version),
        *_find_missing_advice(version),
        *_find_unexplained_abbreviations(version),
    ]


def list_missing_texts(questionnaire: Questionnaire) -> list[PublishIssue]:
    """Checks the texts only: those of a published version can be deleted in the database."""
    return list(_find_missing_texts(Version(questionnaire)))


def _find_missing_rows(version: Version) -> Iterator[PublishIssue]:
    if not version.sections:
        yield PublishIssue(
            _("There are no sections."),
            add=Section,
            values={"questionnaire": version.questionnaire},
        )
    sections_with_statements = {row.section_id for row in version.statements}
    for section in version.sections:
        if section.pk not in sections_with_statements:
            yield PublishIssue(
                format_lazy(_("Section {key}: it has no statements."), key=section.key),
                add=Statement,
                values={"section": section},
            )


def _find_wrong_bounds(version: Version) -> Iterator[PublishIssue]:
    """Checks that the lowest stage starts at 1. Database constraints cover the other bounds."""
    if not version.stages:
        yield PublishIssue(
            _("There are no stages."), add=Stage, values={"questionnaire": version.questionnaire}
        )
        return
    lowest = version.stages[0]
    if lowest.lower_bound != 1:
        yield PublishIssue(
            format_lazy(_("Stage {key}: the lowest stage must start at 1."), key=lowest.key),
            row=lowest,
            field="lower_bound",
        )


def _find_repeated_keys(version: Version) -> Iterator[PublishIssue]:
    counts = Counter(row.key for row in version.statements)
    for row in version.statements:
        if counts[row.key] > 1:
            yield PublishIssue(
                format_lazy(
                    _("Statement {key}: its key is used twice in this version."), key=row.key
                ),
                row=row,
                field="key",
            )


def _find_needless_keys(version: Version) -> Iterator[PublishIssue]:
    """Finds statements with a new key although their text has another key in an older version."""
    source_field = column_name("text", settings.LANGUAGE_CODE)
    keys = {row.key for row in version.statements}
    others = (
        Statement.objects.exclude(section__questionnaire=version.questionnaire)
        .order_by("section__questionnaire__version")
        .values_list("key", source_field)
    )
    other_keys = {key for key, _text in others}
    dropped_key_by_text = {text: key for key, text in others if key not in keys}
    for row in version.statements:
        text = getattr(row, source_field)
        if text in dropped_key_by_text and row.key not in other_keys:
            yield PublishIssue(
                format_lazy(
                    _(
                        "Statement {key}: it says the same as {old} in an earlier version. Give it that"
                        " key, or answers cannot be compared."
                    ),
                    key=row.key,
                    old=dropped_key_by_text[text],
                ),
                row=row,
                field="key",
            )


def _find_missing_texts(version: Version) -> Iterator[PublishIssue]:
    for row in version.pieces:
        for name in translator.get_options_for_model(type(row)).get_field_names():
            for code in offered_codes():
                if not has_visible_character(getattr(row, column_name(name, code)) or ""):
                    yield PublishIssue(
                        format_lazy(
                            _("{what} {key}: the {field} is missing in {language}."),
                            what=row._meta.verbose_name,
                            key=str(row),
                            field=_get_field_label(row, name),
                            language=LANGUAGE_NAMES[code],
                        ),
                        row=row,
                        field=column_name(name, code),
                        language=code,
                    )


def _find_stale_texts(version: Version) -> Iterator[PublishIssue]:
    """Finds translations of an English that has changed since. Reads all states in one query."""
    texts = [text for row in version.pieces for text in _list_texts(row)]
    states = read_states(texts)
    for text in texts:
        for code in offered_codes():
            if status_of(text, code, states.get((text.key, code))) is Status.STALE:
                yield PublishIssue(
                    format_lazy(
                        _(
                            "{what} {key}: the {field} in {language} was translated from an earlier English"
                            " text."
                        ),
                        what=text.row._meta.verbose_name,
                        key=str(text.row),
                        field=_get_field_label(text.row, text.field),
                        language=LANGUAGE_NAMES[code],
                    ),
                    stale=text,
                    language=code,
                )


def _list_texts(row: Piece) -> list[Translatable]:
    content_model = get_content_model(type(row))
    return list_row_texts(row, content_model) if content_model else []


def _get_field_label(row: Model, name: str) -> StrOrPromise:
    return next(field.verbose_name for field in row._meta.fields if field.name == name)


def _find_missing_advice(version: Version) -> Iterator[PublishIssue]:
    for section in version.sections:
        for stage, advice in version.list_advice(section):
            if advice is None:
                yield PublishIssue(
                    format_lazy(
                        _("Section {section}: the advice for stage {stage} is missing."),
                        section=section.key,
                        stage=stage.key,
                    ),
                    add=StageAdvice,
                    values={"section": section, "stage": stage},
                )


def _find_unexplained_abbreviations(version: Version) -> Iterator[PublishIssue]:
    """Finds abbreviations that readers may not know and that the glossary does not explain."""
    rows: list[Piece] = [*version.statements, *version.advice, *version.stages]
    for code in offered_codes():
        words = Term.objects.values_list(column_name("word", code), flat=True)
        known = COMMON_ABBREVIATIONS | {word.upper() for word in words}
        for row in rows:
            field = column_name("description" if isinstance(row, Stage) else "text", code)
            abbreviations = ABBREVIATION_PATTERN.findall(getattr(row, field) or "")
            for abbreviation in dict.fromkeys(abbreviations):
                if abbreviation not in known:
                    yield PublishIssue(
                        format_lazy(
                            _("{what} {key}: the glossary does not explain {term} ({language})."),
                            what=row._meta.verbose_name,
                            key=str(row),
                            term=abbreviation,
                            language=LANGUAGE_NAMES[code],
                        ),
                        row=row,
                        field=field,
                        language=code,
                        add=Term,
                        values={
                            "key": abbreviation.lower(),
                            column_name("word", code): abbreviation,
                        },
                    )
