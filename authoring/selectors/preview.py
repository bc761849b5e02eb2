"""Builds assessments that are never stored, for staff to preview a version in any language."""

import uuid
from math import ceil

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Account
from assessments.models import Assessment, Questionnaire
from assessments.selectors.assessment import AssessmentAccess
from assessments.selectors.content import questionnaire_content


def build_preview(
    questionnaire: Questionnaire, language: str, *, stage: str = ""
) -> AssessmentAccess:
    """Builds an assessment without answers, or a completed one whose answers reach a stage.

    The answers are equal: the lowest value that reaches the stage.
    """
    content = questionnaire_content(questionnaire.pk, language, None)
    assessment = Assessment(
        id=uuid.UUID(int=0),
        questionnaire=questionnaire,
        account=Account(id=uuid.UUID(int=0), name=_("Your company")),
        started_at=timezone.now(),
        completed_at=timezone.now() if stage else None,
    )
    answers: dict[str, int] = {}
    if stage:
        value = ceil(content.stage_by_key[stage].lower_bound)
        answers = dict.fromkeys(content.statements, value)
    return AssessmentAccess(
        assessment=assessment,
        content=content,
        content_revision=None,
        answers=answers,
        notes={},
        may_edit=True,
    )
