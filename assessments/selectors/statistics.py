"""Counts how many assessments were started and completed, and where the others stopped.

It never reads an account's answers.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncMonth

from assessments.models import Assessment, DeletedAssessmentCount, Response, Section, Statement
from assessments.models.statistics import ALL_ANSWERED, COMPLETED
from content.selectors.texts import translated

MONTHS = 24
"""Shown, the newest first."""
GROUP = ("month", "language", "version", "reached")


@dataclass
class Row:
    """Counts the assessments that were begun in one month in one language, by progress."""

    month: date
    language: str
    reached: dict[str, int] = field(default_factory=dict)

    @property
    def started(self) -> int:
        return sum(self.reached.values())

    @property
    def completed(self) -> int:
        return self.reached.get(COMPLETED, 0)


@dataclass
class VersionStatistics:
    """Holds the sections (key, name) of one version, and a row for each month and language."""

    version: int
    sections: list[tuple[str, str]]
    rows: list[Row]


def counted(found: QuerySet[Assessment]) -> QuerySet:
    """Groups assessments by month, language, version and progress, with their `count`."""
    answered = Response.objects.filter(
        assessment=OuterRef(OuterRef("pk")), statement=OuterRef("pk"), value__isnull=False
    )
    gaps = Statement.objects.filter(
        ~Exists(answered), section__questionnaire=OuterRef("questionnaire")
    ).order_by("section__order", "order")
    reached = Case(
        When(completed_at__isnull=False, then=Value(COMPLETED)),
        default=Coalesce(Subquery(gaps.values("section__key")[:1]), Value(ALL_ANSWERED)),
        output_field=CharField(),
    )
    rows = found.order_by().annotate(
        month=TruncMonth("started_at", output_field=DateField(), tzinfo=UTC),
        version=F("questionnaire__version"),
        reached=reached,
    )
    return rows.values(*GROUP).annotate(count=Count("pk"))


def usage_statistics(language: str, *, since: date) -> list[VersionStatistics]:
    """Lists the counts of every version since a month, the newest first. Three queries."""
    first = datetime.combine(since, time.min, UTC)
    live = counted(Assessment.objects.filter(started_at__gte=first))
    kept = (
        DeletedAssessmentCount.objects.filter(month__gte=since)
        .values(*GROUP)
        .annotate(count=Sum("count"))
    )
    versions: dict[int, dict[tuple[date, str], Row]] = {}
    for found in [*live, *kept]:
        month, code = found["month"], found["language"]
        rows = versions.setdefault(found["version"], {})
        row = rows.setdefault((month, code), Row(month, code))
        row.reached[found["reached"]] = row.reached.get(found["reached"], 0) + found["count"]
    names = _section_names(versions, language)
    return [
        VersionStatistics(
            version, names.get(version, []), _newest_first(versions[version].values())
        )
        for version in sorted(versions, reverse=True)
    ]


def _newest_first(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-row.month.toordinal(), row.language))


def _section_names(versions: Iterable[int], language: str) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    sections = Section.objects.filter(questionnaire__version__in=list(versions))
    for section in sections.annotate(version=F("questionnaire__version")).order_by("order"):
        name = str(translated(section, "short_name", language))
        found.setdefault(section.version, []).append((section.key, name))
    return found
