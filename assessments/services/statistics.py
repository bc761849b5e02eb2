from django.db.models import F, QuerySet

from assessments.models import Assessment, DeletedAssessmentCount
from assessments.selectors.statistics import counted


def archive_counts(*, deleted: QuerySet[Assessment]) -> None:
    """Counts assessments that are about to be deleted, so that a month's numbers do not shrink."""
    for found in counted(deleted):
        count = found.pop("count")
        kept, made = DeletedAssessmentCount.objects.get_or_create(
            **found, defaults={"count": count}
        )
        if not made:
            DeletedAssessmentCount.objects.filter(pk=kept.pk).update(count=F("count") + count)
