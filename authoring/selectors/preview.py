"""Builds assessments that are never stored, for staff to preview a version in any language."""

import uuid
from math import ceil

from django.utils import timezone
from django.utils.translation import gettext as _

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
        account_id=uuid.UUID(int=0),
        started_at=timezone.now(),
        completed_at=timezone.now() if stage else None,
    )
    assessment.account_name = _("Your company")
    answers = {}
    if stage:
        value = ceil(content.stage_by_key[stage].lower_bound)
        answers = dict.fromkeys(content.statements, value)
    return AssessmentAccess(
        assessment=assessment, content=content, answers=answers, notes={}, may_edit=True
    )
