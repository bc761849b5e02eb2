"""All rows of one version of the questionnaire, read once: for staff, who see keys and every language."""

from functools import cached_property

from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement


class Version:
    """Four queries."""

    def __init__(self, questionnaire: Questionnaire):
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
    def rows(self) -> list[Section | Stage | Statement | StageAdvice]:
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
        return {(row.section.key, row.stage.key): row for row in self.advice}

    def statements_of(self, section: Section) -> list[Statement]:
        return [row for row in self.statements if row.section_id == section.pk]

    def advice_of(self, section: Section) -> dict[int, StageAdvice]:
        """By the stage's id."""
        return {row.stage_id: row for row in self.advice if row.section_id == section.pk}
