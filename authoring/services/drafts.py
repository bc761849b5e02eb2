"""Makes drafts from older versions, and moves and removes their pieces.

The structure of a version that is or was published never changes.
"""

from typing import TypeVar

from django.db import transaction
from django.db.models import Max, Model

from assessments.models import Questionnaire, Section, Statement
from authoring.selectors.version import Piece, get_questionnaire

ModelT = TypeVar("ModelT", bound=Model)
OrderedT = TypeVar("OrderedT", Section, Statement)


class NotADraft(ValueError):
    """Refuses to change the structure of a version that is published or archived."""


@transaction.atomic
def questionnaire_clone(
    *, questionnaire: Questionnaire, version: int | None = None
) -> Questionnaire:
    """Copies a version with all its pieces, keys and texts into a draft.

    Without a `version`, the draft gets the next number.
    """
    # A lock on every version, so that two clones at once do not choose the same number.
    list(Questionnaire.objects.select_for_update().order_by("pk"))
    if version is None:
        version = Questionnaire.objects.aggregate(latest=Max("version"))["latest"] + 1
    draft = Questionnaire.objects.create(version=version)
    stages = {
        stage.pk: _copy(stage, questionnaire=draft)
        for stage in questionnaire.stages.order_by("lower_bound")
    }
    for section in questionnaire.sections.order_by("order"):
        copied_section = _copy(section, questionnaire=draft)
        for statement in section.statements.order_by("order"):
            _copy(statement, section=copied_section)
        for advice in section.advice.order_by("stage__lower_bound"):
            _copy(advice, section=copied_section, stage=stages[advice.stage_id])
    return draft


def _copy(row: ModelT, **parents: Model) -> ModelT:
    """Creates a row with the same values, except for the given parents."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    values |= {f"{name}_id": parent.pk for name, parent in parents.items()}
    return type(row)._default_manager.create(**values)


@transaction.atomic
def section_move(*, section: Section, position: int) -> None:
    """Moves a section within its version, to 1 for the first position. Raises NotADraft.

    A position before the first means the first, one after the last means the last.
    """
    _lock_draft(section.questionnaire_id)
    rows = list(Section.objects.filter(questionnaire=section.questionnaire_id).order_by("order"))
    _renumber(_insert(rows, section, position))


@transaction.atomic
def statement_move(*, statement: Statement, section: Section, position: int) -> None:
    """Moves a statement within its section or to another section of the same version.

    Positions are those of `section_move`. Raises NotADraft.
    """
    _lock_draft(section.questionnaire_id)
    if statement.section.questionnaire_id != section.questionnaire_id:
        raise ValueError("a statement stays in its version")
    rows = list(section.statements.order_by("order"))
    if statement.section_id != section.pk:
        old_section = statement.section
        statement.section = section
        statement.order = max((row.order for row in rows), default=0) + 1
        statement.save(update_fields=["section", "order"])
        _renumber(list(old_section.statements.order_by("order")))
    _renumber(_insert(rows, statement, position))


@transaction.atomic
def piece_remove(*, piece: Piece) -> None:
    """Deletes a piece of a draft, and what belongs to it; closes the gap in the numbering.

    Statements and advice belong to their section, advice belongs to its stage too.
    Raises NotADraft.
    """
    questionnaire = get_questionnaire(piece)
    _lock_draft(questionnaire.pk)
    piece.delete()
    if isinstance(piece, Section):
        _renumber(list(questionnaire.sections.order_by("order")))
    elif isinstance(piece, Statement):
        _renumber(list(piece.section.statements.order_by("order")))


def _lock_draft(questionnaire_id: int) -> None:
    """Locks a draft until the transaction ends, so that its structure has one change at a time."""
    questionnaire = Questionnaire.objects.select_for_update().get(pk=questionnaire_id)
    if not questionnaire.is_draft:
        raise NotADraft


def _insert(rows: list[OrderedT], row: OrderedT, position: int) -> list[OrderedT]:
    """Returns the rows with the given one at a position; rows after the position follow it."""
    others = [other for other in rows if other.pk != row.pk]
    others.insert(max(position - 1, 0), row)
    return others


def _renumber(rows: list[OrderedT]) -> None:
    """Renumbers rows from 1, and saves only those whose number changes."""
    for number, row in enumerate(rows, start=1):
        if row.order != number:
            row.order = number
            row.save(update_fields=["order"])
