"""Presents two results of one account side by side, with the texts of today."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assessments.charts.dots import dots
from assessments.domain.comparison import Comparison, Pair, SectionChange, StatementChange, compare
from assessments.selectors.content import StageContent
from assessments.selectors.results import StoredResult
from content.selectors.texts import Text
from glossary.presenters import MarkedText


@dataclass(frozen=True)
class PresentedStages:
    """Presents a section that both results have: its stage and its advice in each."""

    name: Text
    stage_before: StageContent
    stage_now: StageContent
    advice_before: MarkedText
    advice_now: MarkedText


@dataclass(frozen=True)
class PresentedSectionChange:
    """Presents a section of two results."""

    change: SectionChange
    name: Text
    stages: PresentedStages | None
    """None where only one of the results has the section."""

    @property
    def shared_averages(self) -> Pair | None:
        """Returns the averages over shared statements, where they are not the official ones."""
        return None if self.change.is_alike else self.change.shared


@dataclass(frozen=True)
class PresentedStatementChange:
    """Presents a statement of two results with its notes."""

    change: StatementChange
    text: MarkedText
    section: Text
    moved_from: Text | None
    note_before: str
    note_now: str


@dataclass(frozen=True)
class PresentedComparison:
    """Presents two results, the earlier first, and the changes between them."""

    before: StoredResult
    now: StoredResult
    comparison: Comparison
    sections: tuple[PresentedSectionChange, ...]
    statements: tuple[PresentedStatementChange, ...]

    @property
    def by_section(self) -> list[tuple[Text, list[PresentedStatementChange]]]:
        groups: dict[str, tuple[Text, list[PresentedStatementChange]]] = {}
        for row in self.statements:
            groups.setdefault(row.change.section, (row.section, []))[1].append(row)
        return list(groups.values())

    @property
    def by_change(self) -> list[PresentedStatementChange]:
        return self._presented(self.comparison.by_change)

    @property
    def most_risen(self) -> list[PresentedStatementChange]:
        return self._presented(self.comparison.higher[:3])

    @property
    def most_fallen(self) -> list[PresentedStatementChange]:
        return self._presented(self.comparison.lower[:3])

    @property
    def moved_sections(self) -> list[PresentedStages]:
        """Lists the sections that reached another stage."""
        return [row for row in self._stages if row.stage_before.key != row.stage_now.key]

    @property
    def moved_advice(self) -> list[PresentedStages]:
        """Lists the sections with other advice than before."""
        return [row for row in self._stages if row.advice_before.plain != row.advice_now.plain]

    @property
    def _stages(self) -> list[PresentedStages]:
        return [section.stages for section in self.sections if section.stages]

    def _presented(self, changes: Sequence[StatementChange]) -> list[PresentedStatementChange]:
        by_key = {row.change.key: row for row in self.statements}
        return [by_key[change.key] for change in changes]


def present_comparison(before: StoredResult, now: StoredResult) -> PresentedComparison:
    """Compares two results of one account and returns the changes with their texts."""
    comparison = compare(before.score, now.score)
    return PresentedComparison(
        before=before,
        now=now,
        comparison=comparison,
        sections=tuple(_section(change, before, now) for change in comparison.sections),
        statements=tuple(_statement(change, before, now) for change in comparison.statements),
    )


def _section(
    change: SectionChange, before: StoredResult, now: StoredResult
) -> PresentedSectionChange:
    name = (now if change.now else before).content.by_key[change.key].name
    stages = None
    if change.before and change.now:
        stages = PresentedStages(
            name=name,
            stage_before=before.content.stage_by_key[change.before.stage],
            stage_now=now.content.stage_by_key[change.now.stage],
            advice_before=before.content.by_key[change.key].advice[change.before.stage],
            advice_now=now.content.by_key[change.key].advice[change.now.stage],
        )
    return PresentedSectionChange(change, name, stages)


def _statement(
    change: StatementChange, before: StoredResult, now: StoredResult
) -> PresentedStatementChange:
    text = (before if change.is_removed else now).content.statements[change.key].text
    named = now.content if change.section in now.content.by_key else before.content
    return PresentedStatementChange(
        change=change,
        text=text,
        section=named.by_key[change.section].name,
        moved_from=before.content.by_key[change.moved_from].name if change.moved_from else None,
        note_before=before.notes.get(change.key, ""),
        note_now=now.notes.get(change.key, ""),
    )


def comparison_charts(presented: PresentedComparison, *, sorted_by_change: bool) -> dict[str, Any]:
    """Draws both scores of the whole, each section and each statement for the page."""
    by_change: list[tuple[Text | None, list[PresentedStatementChange]]]
    by_change = [(None, presented.by_change)]
    groups = by_change if sorted_by_change else presented.by_section
    texts = [presented.before.stage.description, *(row.text for row in presented.statements)]
    texts += [
        text for row in presented.moved_advice for text in (row.advice_before, row.advice_now)
    ]
    return {
        "sorted_by_change": sorted_by_change,
        "overall_dots": dots(presented.before.overall, presented.now.overall),
        "sections": [
            (
                section,
                dots(
                    section.change.before.average if section.change.before else None,
                    section.change.now.average if section.change.now else None,
                ),
            )
            for section in presented.sections
        ],
        "groups": [
            (name, [(row, dots(row.change.before, row.change.now)) for row in group])
            for name, group in groups
        ],
        "terms": tuple({term.key: term for text in texts for term in text.terms}.values()),
    }
