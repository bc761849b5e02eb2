"""Selects the texts of questionnaires that readers can see."""

from django.db.models import QuerySet

from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement


def texts_in_use() -> list[QuerySet]:
    """Lists the rows whose texts a language needs before it is offered.

    Archived versions count, since an assessment finishes on the version that it began with. Drafts
    do not.
    """
    seen = Questionnaire.objects.exclude(status=Questionnaire.Status.DRAFT)
    return [
        Stage.objects.filter(questionnaire__in=seen),
        Section.objects.filter(questionnaire__in=seen),
        Statement.objects.filter(section__questionnaire__in=seen),
        StageAdvice.objects.filter(section__questionnaire__in=seen),
    ]
