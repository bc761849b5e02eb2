"""Reads a questionnaire's texts in one language, cached in memory under the content's revision.

A page needs about forty texts; reading them costs three queries, the glossary a fourth. The
revision arrives with the page's first query and changes with every edit, so a text is never older
than that query. See docs/decisions/0003-content-in-memory.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

from django.db.models import Model

from assessments.domain.scoring import StageBound
from assessments.models import Section, Stage, StageAdvice, Statement
from content.selectors.texts import Text, translated
from glossary.presenters import MarkedText, mark_terms
from glossary.selectors import TermText, terms_in


@dataclass(frozen=True)
class StageContent:
    """Holds the texts of a stage."""

    key: str
    lower_bound: Fraction
    name: Text
    description: MarkedText


@dataclass(frozen=True)
class StatementContent:
    """Holds the text of a statement."""

    id: int
    key: str
    number: int
    """1 is the section's first."""
    text: MarkedText


@dataclass(frozen=True)
class SectionContent:
    """Holds the texts of a section with its statements and its advice."""

    key: str
    number: int
    name: Text
    short_name: Text
    statements: tuple[StatementContent, ...]
    advice: Mapping[str, MarkedText]
    """By stage key."""

    @cached_property
    def terms(self) -> tuple[TermText, ...]:
        """Lists the glossary terms of the section's statements, each once."""
        return tuple(
            {
                term.key: term for statement in self.statements for term in statement.text.terms
            }.values()
        )


@dataclass(frozen=True)
class QuestionnaireContent:
    """Holds all texts of a questionnaire in one language."""

    id: int
    language: str
    sections: tuple[SectionContent, ...]
    stages: tuple[StageContent, ...]
    """In order, the lowest first."""

    @cached_property
    def by_key(self) -> dict[str, SectionContent]:
        return {section.key: section for section in self.sections}

    @cached_property
    def statements(self) -> dict[str, StatementContent]:
        return {
            statement.key: statement
            for section in self.sections
            for statement in section.statements
        }

    @cached_property
    def stage_by_key(self) -> dict[str, StageContent]:
        return {stage.key: stage for stage in self.stages}

    @cached_property
    def structure(self) -> dict[str, tuple[str, ...]]:
        """Maps section keys to statement keys, in order."""
        return {
            section.key: tuple(statement.key for statement in section.statements)
            for section in self.sections
        }

    @cached_property
    def bounds(self) -> tuple[StageBound, ...]:
        return tuple(StageBound(stage.key, stage.lower_bound) for stage in self.stages)

    def section_after(self, section: SectionContent) -> SectionContent | None:
        return self.sections[section.number] if section.number < len(self.sections) else None

    def section_before(self, section: SectionContent) -> SectionContent | None:
        return self.sections[section.number - 2] if section.number > 1 else None


def questionnaire_content(
    questionnaire_id: int, language: str, revision: int | None
) -> QuestionnaireContent:
    """Returns the texts of a questionnaire; without a revision (an empty database) uncached."""
    if revision is None:
        return _load(questionnaire_id, language)
    return _cached(questionnaire_id, language, revision)


@lru_cache(maxsize=64)
def _cached(questionnaire_id: int, language: str, revision: int) -> QuestionnaireContent:
    return _load(questionnaire_id, language)


def forget_kept_content() -> None:
    """Clears the cache, for tests, whose rolled back transactions reuse keys."""
    _cached.cache_clear()


def _load(questionnaire_id: int, language: str) -> QuestionnaireContent:
    terms = terms_in(language)

    def marked(row: Model, field: str) -> MarkedText:
        return mark_terms(translated(row, field, language), terms)

    statements: dict[int, list[StatementContent]] = {}
    for row in Statement.objects.filter(section__questionnaire=questionnaire_id).order_by(
        "section__order", "order"
    ):
        section_statements = statements.setdefault(row.section_id, [])
        section_statements.append(
            StatementContent(row.id, row.key, len(section_statements) + 1, marked(row, "text"))
        )
    advice: dict[int, dict[str, MarkedText]] = {}
    advice_rows = StageAdvice.objects.filter(section__questionnaire=questionnaire_id)
    for advice_row in advice_rows.select_related("stage"):
        texts = advice.setdefault(advice_row.section_id, {})
        texts[advice_row.stage.key] = marked(advice_row, "text")
    stages = [
        StageContent(
            row.key,
            Fraction(row.lower_bound),
            translated(row, "name", language),
            marked(row, "description"),
        )
        for row in Stage.objects.filter(questionnaire=questionnaire_id).order_by("lower_bound")
    ]
    sections = [
        SectionContent(
            key=row.key,
            number=number,
            name=translated(row, "name", language),
            short_name=translated(row, "short_name", language),
            statements=tuple(statements.get(row.id, ())),
            advice=advice.get(row.id, {}),
        )
        for number, row in enumerate(
            Section.objects.filter(questionnaire=questionnaire_id).order_by("order"), start=1
        )
    ]
    return QuestionnaireContent(questionnaire_id, language, tuple(sections), tuple(stages))
