"""Shows the structure of a version to staff, who can move sections and statements of a draft."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _

from assessments.models import Questionnaire, Section, Statement
from authoring.admin.version_pages import STRUCTURE_PAGE, VersionPages
from authoring.selectors.version import Version
from authoring.services.drafts import NotADraft, section_move, statement_move


class StructurePages(VersionPages):
    """Adds the structure page to the admin of questionnaires."""

    def get_urls(self) -> list[URLPattern]:
        return [
            self.version_path("structure/", self.structure_view, "structure"),
            *super().get_urls(),
        ]

    def structure_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Renders the structure, and moves a section or statement of a draft."""
        questionnaire = get_object_or_404(Questionnaire, pk=pk)
        if not self.has_view_or_change_permission(request, questionnaire):
            raise PermissionDenied
        may_change = questionnaire.is_draft and request.user.has_perm(
            "assessments.change_statement"
        )
        if request.method == "POST":
            if not may_change:
                raise PermissionDenied
            return _move(request, questionnaire)
        version = Version(questionnaire)
        title = _("Structure: %(version)s") % {"version": questionnaire}
        context = self.version_context(request, questionnaire, title) | {
            "sections": [
                (section, version.list_statements(section), version.list_advice(section))
                for section in version.sections
            ],
            "stages": version.stages,
            "may_change": may_change,
            **_moved_context(request.GET.get("moved", "")),
        }
        return TemplateResponse(request, "admin/assessments/structure.html", context)


def _move(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Moves a section or statement, and redirects to the page.

    A button sends `move`, such as `statement-12:up`. Dragging sends `piece`, its new `place` and,
    for a statement, its new `section`.
    """
    move = request.POST.get("move", "")
    name, _colon, direction = move.partition(":")
    name = name or request.POST.get("piece", "")
    kind, pk = _parse_piece_name(name)
    if direction not in ("up", "down", ""):
        raise Http404
    place = request.POST.get("place", "")
    try:
        if kind == "section":
            section = get_object_or_404(Section, pk=pk, questionnaire=questionnaire)
            section_move(section=section, position=_get_position(section, place, direction))
        elif kind == "statement":
            statement = get_object_or_404(Statement, pk=pk, section__questionnaire=questionnaire)
            section_id = request.POST.get("section", "")
            section, position = _get_target(statement, section_id, place, direction)
            statement_move(statement=statement, section=section, position=position)
        else:
            raise Http404
    except NotADraft:
        messages.error(
            request,
            _(
                "This version has been published in the meantime, so its structure can no "
                "longer be changed."
            ),
        )
    address = reverse(STRUCTURE_PAGE, args=[questionnaire.pk])
    # Browsers ignore autofocus in a page whose address has a fragment.
    return redirect(f"{address}?moved={move}" if move else f"{address}#{name}")


def _parse_piece_name(name: str) -> tuple[str, int]:
    """Splits a name such as `statement-12`; returns an empty kind for anything else."""
    kind, _dash, pk = name.partition("-")
    return (kind, int(pk)) if pk.isdecimal() and len(pk) < 10 else ("", 0)


def _moved_context(move: str) -> dict[str, Any]:
    """Returns which button was used last, so that it has the focus again."""
    name, _colon, direction = move.partition(":")
    kind, pk = _parse_piece_name(name)
    return {"moved_kind": kind, "moved_pk": pk, "way": direction}


def _get_position(row: Section | Statement, place: str, direction: str) -> int:
    """Returns the position to move a row to; its present one where `place` is no number."""
    if direction in ("up", "down"):
        return row.order + (1 if direction == "down" else -1)
    return int(place) if place.isdecimal() and len(place) < 6 else row.order


def _get_target(
    statement: Statement, section_id: str, place: str, direction: str
) -> tuple[Section, int]:
    """Returns the section and the position to move a statement to.

    Up from the first position leads to the end of the previous section, down from the last
    position to the start of the next section.
    """
    sections = list(statement.section.questionnaire.sections.order_by("order"))
    by_id = {str(section.pk): section for section in sections}
    if section_id in by_id and not direction:
        return by_id[section_id], _get_position(statement, place, direction)
    present = by_id[str(statement.section_id)]
    index = sections.index(present)
    if direction == "up" and statement.order == 1 and index > 0:
        previous = sections[index - 1]
        return previous, previous.statements.count() + 1
    is_last = statement.order == present.statements.count()
    if direction == "down" and is_last and index + 1 < len(sections):
        return sections[index + 1], 1
    return present, _get_position(statement, place, direction)
