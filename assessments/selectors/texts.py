"""Which texts of the questionnaires people come across."""

from django.db.models import QuerySet

from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement


def texts_in_use() -> list[QuerySet]:
    """The rows whose texts a language needs to be offered: those of every version that somebody may be answering.

    An archived version counts, since an assessment finishes on the version that it began with. A draft does not.
    """
    seen = Questionnaire.objects.exclude(status=Questionnaire.Status.DRAFT)
    return [
        Stage.objects.filter(questionnaire__in=seen),
        Section.objects.filter(questionnaire__in=seen),
        Statement.objects.filter(section__questionnaire__in=seen),
        StageAdvice.objects.filter(section__questionnaire__in=seen),
    ]
