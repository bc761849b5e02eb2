from django.db.models import F, QuerySet

from assessments.models import Assessment, DeletedAssessmentCount
from assessments.selectors.statistics import counted


def archive_counts(deleted: QuerySet[Assessment]) -> None:
    """Counts assessments that are about to be deleted, so that a month's numbers do not shrink."""
    for group in counted(deleted):
        count = group.pop("count")
        archived, created = DeletedAssessmentCount.objects.get_or_create(
            **group, defaults={"count": count}
        )
        if not created:
            DeletedAssessmentCount.objects.filter(pk=archived.pk).update(count=F("count") + count)
