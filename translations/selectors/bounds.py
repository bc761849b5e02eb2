"""The bounds in force of each KPI, to stand beside the text that speaks of them. Read only: the admin changes them."""

from kpis.models import Benchmark
from kpis.presenters.benchmark import bound_lines, extra_lines
from localization.labels import labelled


def bounds_in_force(language: str) -> dict[str, list[str]]:
    """By KPI: a line for each zone, named with its currency where there is one."""
    found: dict[str, list[str]] = {}
    for row in Benchmark.objects.order_by("kpi__order", "currency"):
        bounds = row.bounds
        lines = [
            labelled(line.status.word, line.words)
            for line in bound_lines(bounds.key, bounds, language)
        ]
        found.setdefault(row.kpi_id, []).extend(
            [*lines, *extra_lines(bounds.key, bounds, language)]
        )
    return found
