"""Two results of one account with the texts of today, in the reader's language. Nothing here computes a score."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Account
from assessments.domain.comparison import Comparison, Pair, SectionChange, StatementChange, compare
from assessments.models import Assessment
from assessments.selectors.assessment import AssessmentAccess
from assessments.selectors.content import StageContent, questionnaire_content
from assessments.selectors.history import before_of, completed_of
from assessments.selectors.results import StoredResult, stored_result, with_result_data
from content.selectors.texts import Text
from glossary.presenters import MarkedText

CHOICES = 12
"""How many of the newest results the page offers; older ones are chosen in the list."""


@dataclass(frozen=True)
class SectionCompared:
    change: SectionChange
    name: Text
    stage_before: StageContent | None
    stage_now: StageContent | None
    advice_before: MarkedText | None
    advice_now: MarkedText | None

    @property
    def moved_advice(self) -> bool:
        """Another piece of advice holds now."""
        both = self.advice_before is not None and self.advice_now is not None
        return both and self.advice_before.plain != self.advice_now.plain

    @property
    def shown_shared(self) -> Pair | None:
        """The averages over what both asked, where those are not the official ones."""
        return None if self.change.is_alike else self.change.shared


@dataclass(frozen=True)
class StatementCompared:
    change: StatementChange
    text: MarkedText
    section: Text
    moved_from: Text | None
    note_before: str
    note_now: str


@dataclass(frozen=True)
class ComparisonShown:
    before: StoredResult
    now: StoredResult
    comparison: Comparison
    sections: tuple[SectionCompared, ...]
    statements: tuple[StatementCompared, ...]

    @property
    def by_section(self) -> list[tuple[Text, list[StatementCompared]]]:
        groups: dict[str, tuple[Text, list]] = {}
        for row in self.statements:
            groups.setdefault(row.change.section, (row.section, []))[1].append(row)
        return list(groups.values())

    @property
    def by_change(self) -> list[StatementCompared]:
        by_key = {row.change.key: row for row in self.statements}
        return [by_key[change.key] for change in self.comparison.by_change]

    def most(self, changes: Sequence[StatementChange], limit: int = 3) -> list[StatementCompared]:
        by_key = {row.change.key: row for row in self.statements}
        return [by_key[change.key] for change in changes[:limit]]

    @property
    def most_risen(self) -> list[StatementCompared]:
        return self.most(self.comparison.higher)

    @property
    def most_fallen(self) -> list[StatementCompared]:
        return self.most(self.comparison.lower)

    @property
    def moved_sections(self) -> list[SectionCompared]:
        return [section for section in self.sections if section.change.moved_stage]

    @property
    def moved_advice(self) -> list[SectionCompared]:
        return [section for section in self.sections if section.moved_advice]


def comparison_choices(account: Account) -> list[Assessment]:
    """The newest results, to choose from."""
    found = (
        completed_of(account)
        .select_related("result")
        .order_by("-assessed_at", "-started_at", "-pk")
    )
    return list(found[:CHOICES])


def result_before(
    account: Account, assessment_id: uuid.UUID, choices: Sequence[Assessment]
) -> uuid.UUID | None:
    """The result before one of the account's: among the choices at hand, else one query."""
    keys = [row.pk for row in choices]
    if assessment_id in keys[:-1]:
        return keys[keys.index(assessment_id) + 1]
    if assessment_id in keys and len(keys) < CHOICES:
        return None  # the very first
    later = Assessment.objects.filter(pk=assessment_id, account=account)
    found = (
        completed_of(account)
        .exclude(pk=assessment_id)
        .filter(assessed_at__lte=later.values("assessed_at")[:1])
    )
    return found.order_by("-assessed_at", "-started_at", "-pk").values_list("pk", flat=True).first()


def comparison_with_before(opened: AssessmentAccess) -> ComparisonShown | None:
    """A result compared with the one before it; None where there is none, or it was withdrawn. Two queries."""
    before, own = before_of(opened.assessment), opened.assessment
    if before is None:
        return None
    pair = assessments_to_compare(own.account, [before.assessment.pk, own.pk])
    return comparison_shown(*pair, opened.content.language, own.content_revision)


def assessments_to_compare(account: Account, ids: Sequence[uuid.UUID]) -> list[Assessment]:
    """Those of the account's own among the ids, completed or not, the oldest first, with all a comparison needs."""
    found = Assessment.objects.filter(account=account, pk__in=ids)
    return list(with_result_data(found).order_by("assessed_at", "started_at", "pk"))


def comparison_shown(
    before: Assessment, now: Assessment, language: str, revision: int | None
) -> ComparisonShown:
    """Two completed assessments, read by `assessments_to_compare`. No query where the content is in memory."""
    sides = [
        stored_result(row, questionnaire_content(row.questionnaire_id, language, revision))
        for row in (before, now)
    ]
    found = compare(sides[0].scored, sides[1].scored)
    return ComparisonShown(
        before=sides[0],
        now=sides[1],
        comparison=found,
        sections=tuple(_section(change, *sides) for change in found.sections),
        statements=tuple(_statement(change, *sides) for change in found.statements),
    )


def _section(change: SectionChange, before: StoredResult, now: StoredResult) -> SectionCompared:
    side = now if change.now else before
    return SectionCompared(
        change=change,
        name=side.content.by_key[change.key].name,
        stage_before=before.content.stage_by_key[change.before.stage] if change.before else None,
        stage_now=now.content.stage_by_key[change.now.stage] if change.now else None,
        advice_before=before.content.by_key[change.key].advice[change.before.stage]
        if change.before
        else None,
        advice_now=now.content.by_key[change.key].advice[change.now.stage] if change.now else None,
    )


def _statement(
    change: StatementChange, before: StoredResult, now: StoredResult
) -> StatementCompared:
    text = (before if change.is_removed else now).content.statements[change.key].text
    named = now.content if change.section in now.content.by_key else before.content
    return StatementCompared(
        change=change,
        text=text,
        section=named.by_key[change.section].name,
        moved_from=before.content.by_key[change.moved_from].name if change.moved_from else None,
        note_before=before.notes.get(change.key, ""),
        note_now=now.notes.get(change.key, ""),
    )
