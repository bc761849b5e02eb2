"""Reads all rows of one version of the questionnaire, with their keys and every language."""

from functools import cached_property
from typing import TypeAlias

from django.db.models import Max

from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement

Piece: TypeAlias = Section | Statement | Stage | StageAdvice
"""A row of a version. Sections, statements and stages have keys; advice has those of its parents."""


class Version:
    """Holds all pieces of one version, in order. Reads them with four queries when it is created."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.sections = list(questionnaire.sections.order_by("order"))
        self.stages = list(questionnaire.stages.order_by("lower_bound"))
        self.statements = list(
            Statement.objects.filter(section__questionnaire=questionnaire)
            .select_related("section__questionnaire")
            .order_by("section__order", "order")
        )
        self.advice = list(
            StageAdvice.objects.filter(section__questionnaire=questionnaire)
            .select_related("section__questionnaire", "stage")
            .order_by("section__order", "stage__lower_bound")
        )

    @property
    def pieces(self) -> list[Piece]:
        return [*self.sections, *self.stages, *self.statements, *self.advice]

    @cached_property
    def sections_by_key(self) -> dict[str, Section]:
        return {row.key: row for row in self.sections}

    @cached_property
    def statements_by_key(self) -> dict[str, Statement]:
        return {row.key: row for row in self.statements}

    @cached_property
    def stages_by_key(self) -> dict[str, Stage]:
        return {row.key: row for row in self.stages}

    @cached_property
    def advice_by_keys(self) -> dict[tuple[str, str], StageAdvice]:
        """Returns the advice by the keys of its section and its stage."""
        return {(row.section.key, row.stage.key): row for row in self.advice}

    def list_statements(self, section: Section) -> list[Statement]:
        return [row for row in self.statements if row.section_id == section.pk]

    def list_advice(self, section: Section) -> list[tuple[Stage, StageAdvice | None]]:
        """Returns each stage with the section's advice for it; None where that is missing."""
        by_stage = {row.stage_id: row for row in self.advice if row.section_id == section.pk}
        return [(stage, by_stage.get(stage.pk)) for stage in self.stages]


def get_questionnaire(row: Questionnaire | Piece) -> Questionnaire:
    """Returns the version that a row belongs to."""
    if isinstance(row, Questionnaire):
        return row
    return row.questionnaire if isinstance(row, Section | Stage) else row.section.questionnaire


def get_next_order(parent: Questionnaire | Section) -> int:
    """Returns the number of a new section of a version, or of a new statement of a section."""
    rows = parent.sections if isinstance(parent, Questionnaire) else parent.statements
    return (rows.aggregate(last=Max("order"))["last"] or 0) + 1
