from django.db.models import F, QuerySet

from assessments.models import Assessment, KeptCount
from assessments.selectors.numbers import counted


def counts_keep(*, deleted: QuerySet[Assessment]) -> None:
    """Counts assessments that are about to be deleted, in the same transaction: a month's numbers do not shrink."""
    for found in counted(deleted):
        count = found.pop("count")
        kept, made = KeptCount.objects.get_or_create(**found, defaults={"count": count})
        if not made:
            KeptCount.objects.filter(pk=kept.pk).update(count=F("count") + count)
