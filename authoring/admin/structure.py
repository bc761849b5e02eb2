"""A draft's structure on one page: sections with their statements, stages with their bounds, what each still lacks."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from assessments.models import Questionnaire, Section, Statement
from authoring.selectors.version import Version
from authoring.services.drafts import NotADraft, section_move, statement_move

PIECES = {"section": Section, "statement": Statement}


class StructurePages:
    """Mixed into the questionnaire's admin."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.structure_view)
        return [
            path("<int:pk>/structure/", view, name="assessments_questionnaire_structure"),
            *super().get_urls(),
        ]

    def structure_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        questionnaire = get_object_or_404(Questionnaire, pk=pk)
        if not self.has_view_or_change_permission(request, questionnaire):
            raise PermissionDenied
        may_change = questionnaire.is_draft and request.user.has_perm(
            "assessments.change_statement"
        )
        if request.method == "POST":
            if not may_change:
                raise PermissionDenied
            return self._move(request, questionnaire)
        version = Version(questionnaire)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Structure: %(version)s") % {"version": questionnaire},
            "opts": self.opts,
            "questionnaire": questionnaire,
            "sections": [
                (
                    section,
                    version.statements_of(section),
                    [(stage, version.advice_of(section).get(stage.pk)) for stage in version.stages],
                )
                for section in version.sections
            ],
            "stages": version.stages,
            "may_change": may_change,
            **_moved(request.GET.get("moved", "")),
        }
        return TemplateResponse(request, "admin/assessments/structure.html", context)

    def _move(self, request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
        """A button says `move` (statement-12:up); dragging `piece`, its new `place` and, of a statement, `section`."""
        move = request.POST.get("move", "")
        piece_name, _colon, way = move.partition(":")
        piece_name = piece_name or request.POST.get("piece", "")
        kind, pk = _parsed(piece_name)
        if kind not in PIECES or way not in ("up", "down", ""):
            raise Http404
        piece = get_object_or_404(PIECES[kind], pk=pk, **_in_version(kind, questionnaire))
        place = request.POST.get("place", "")
        try:
            if kind == "section":
                section_move(section=piece, place=_place(place, way, piece.order))
            else:
                section, target = _target(
                    piece, request.POST.get("section", ""), place, way, questionnaire
                )
                statement_move(statement=piece, section=section, place=target)
        except NotADraft:
            messages.error(request, _("It was published in the meantime: its structure stays."))
        address = reverse("admin:assessments_questionnaire_structure", args=[questionnaire.pk])
        # Browsers pass over autofocus where the address leads to a place in the page.
        return redirect(f"{address}?moved={move}" if move else f"{address}#{piece_name}")


def _parsed(name: str) -> tuple[str, int]:
    """`statement-12`; nothing where it is no such name."""
    kind, _dash, pk = name.partition("-")
    return (kind, int(pk)) if pk.isdecimal() and len(pk) < 10 else ("", 0)


def _moved(name: str) -> dict:
    """What was moved last, so that its button has the focus again."""
    piece, _colon, way = name.partition(":")
    kind, pk = _parsed(piece)
    return {"moved_kind": kind, "moved_pk": pk, "way": way}


def _in_version(kind: str, questionnaire: Questionnaire) -> dict:
    return {"questionnaire" if kind == "section" else "section__questionnaire": questionnaire}


def _place(place: str, way: str, present: int) -> int:
    if way in ("up", "down"):
        return present + (1 if way == "down" else -1)
    return int(place) if place.isdecimal() and len(place) < 6 else present


def _target(
    statement: Statement, section_id: str, place: str, way: str, questionnaire: Questionnaire
) -> tuple[Section, int]:
    """Up from the first place leads to the end of the section before, down from the last into the next one."""
    sections = list(questionnaire.sections.order_by("order"))
    by_id = {str(section.pk): section for section in sections}
    present = by_id[str(statement.section_id)]
    if section_id in by_id and way not in ("up", "down"):
        return by_id[section_id], _place(place, way, statement.order)
    number, size = sections.index(present), present.statements.count()
    if way == "up" and statement.order == 1 and number > 0:
        before = sections[number - 1]
        return before, before.statements.count() + 1
    if way == "down" and statement.order == size and number + 1 < len(sections):
        return sections[number + 1], 1
    return present, _place(place, way, statement.order)
