"""Drafts: a new version cloned from an older one, its pieces moved and removed. What is published never changes."""

from django.db import transaction
from django.db.models import Max, Model

from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement


class NotADraft(ValueError):
    """The version is published or archived: its structure stays as it is."""


@transaction.atomic
def questionnaire_clone(
    *, questionnaire: Questionnaire, version: int | None = None
) -> Questionnaire:
    """A draft with everything that the given one has, keys and all texts; without a `version` it gets the next free."""
    # A lock on every version, so that two clones at once do not choose one number.
    list(Questionnaire.objects.select_for_update().order_by("pk"))
    if version is None:
        version = Questionnaire.objects.aggregate(latest=Max("version"))["latest"] + 1
    draft = Questionnaire.objects.create(version=version)
    stages = {
        stage.pk: _copy(stage, questionnaire=draft)
        for stage in questionnaire.stages.order_by("lower_bound")
    }
    for section in questionnaire.sections.order_by("order"):
        copied = _copy(section, questionnaire=draft)
        for statement in section.statements.order_by("order"):
            _copy(statement, section=copied)
        for advice in section.advice.order_by("stage__lower_bound"):
            _copy(advice, section=copied, stage=stages[advice.stage_id])
    return draft


def _copy(row: Model, **parents: Model) -> Model:
    """A row with the same columns in other parents."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    values |= {f"{name}_id": parent.pk for name, parent in parents.items()}
    return type(row).objects.create(**values)


@transaction.atomic
def section_move(*, section: Section, place: int) -> None:
    """Puts a section at a place, 1 for the first; beyond the ends it stays at the end. Raises NotADraft."""
    _lock(section.questionnaire_id)
    rows = list(Section.objects.filter(questionnaire=section.questionnaire_id).order_by("order"))
    _order(_with(rows, section, place))


@transaction.atomic
def statement_move(*, statement: Statement, section: Section, place: int) -> None:
    """Puts a statement at a place of a section of its version, 1 for the first. Raises NotADraft."""
    _lock(section.questionnaire_id)
    if statement.section.questionnaire_id != section.questionnaire_id:
        raise ValueError("a statement stays in its version")
    rows = list(section.statements.order_by("order"))
    if statement.section_id != section.pk:
        left = statement.section_id
        statement.section = section
        statement.order = max((row.order for row in rows), default=0) + 1
        statement.save(update_fields=["section", "order"])
        _order(list(Statement.objects.filter(section=left).order_by("order")))
    _order(_with(rows, statement, place))


@transaction.atomic
def piece_remove(*, piece: Section | Statement | Stage | StageAdvice) -> None:
    """Takes a section (with its statements and advice), a statement or a stage (with its advice) out of a draft.

    Raises NotADraft.
    """
    section = piece.section if isinstance(piece, Statement | StageAdvice) else None
    questionnaire_id = (section or piece).questionnaire_id
    _lock(questionnaire_id)
    piece.delete()
    if isinstance(piece, Section):
        _order(list(Section.objects.filter(questionnaire=questionnaire_id).order_by("order")))
    elif isinstance(piece, Statement):
        _order(list(section.statements.order_by("order")))


def last_place(parent: Questionnaire | Section) -> int:
    """Where a new section of a version, or a new statement of a section, goes: after the last."""
    rows = parent.sections if isinstance(parent, Questionnaire) else parent.statements
    return (rows.aggregate(last=Max("order"))["last"] or 0) + 1


def _lock(questionnaire_id: int) -> None:
    """One change of a version's structure at a time."""
    questionnaire = Questionnaire.objects.select_for_update().get(pk=questionnaire_id)
    if not questionnaire.is_draft:
        raise NotADraft


def _with(rows: list[Model], row: Model, place: int) -> list[Model]:
    others = [other for other in rows if other.pk != row.pk]
    others.insert(max(place - 1, 0), row)
    return others


def _order(rows: list[Model]) -> None:
    """Numbers rows from 1; only what moved is written."""
    for number, row in enumerate(rows, start=1):
        if row.order != number:
            row.order = number
            row.save(update_fields=["order"])
