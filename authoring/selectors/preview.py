"""An assessment that nobody makes: any version, in any language, for staff to look at. Nothing of it is stored."""

import uuid
from math import ceil

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Account
from assessments.models import Assessment, Questionnaire
from assessments.selectors.assessment import AssessmentAccess
from assessments.selectors.content import questionnaire_content


def preview_opened(
    questionnaire: Questionnaire, language: str, *, stage: str = ""
) -> AssessmentAccess:
    """In progress without an answer; or completed, with answers that reach a stage."""
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
        # The lowest answer that, given to every statement, reaches the stage.
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
