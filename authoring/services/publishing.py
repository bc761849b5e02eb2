"""Publishes a draft: new assessments begin on the version that is published."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Questionnaire
from authoring.selectors.publish_issues import list_publish_issues


class InvalidContent(ValueError):
    """Refuses content that cannot be loaded or published, with a line for each problem."""


@transaction.atomic
def questionnaire_publish(*, questionnaire: Questionnaire) -> None:
    """Publishes a draft and archives the version that was published before.

    Assessments in progress keep the version they began on. Raises InvalidContent.
    """
    questionnaires = list(Questionnaire.objects.select_for_update().order_by("pk"))
    questionnaire.refresh_from_db()
    if not questionnaire.is_draft:
        raise InvalidContent(_("Only a draft can be published."))
    if issues := list_publish_issues(questionnaire):
        raise InvalidContent("\n".join(str(issue.message) for issue in issues))
    now = timezone.now()
    for other in questionnaires:
        if other.status == Questionnaire.Status.PUBLISHED:
            other.status, other.archived_at = Questionnaire.Status.ARCHIVED, now
            other.save(update_fields=["status", "archived_at"])
    questionnaire.status, questionnaire.published_at = Questionnaire.Status.PUBLISHED, now
    questionnaire.save(update_fields=["status", "published_at"])
