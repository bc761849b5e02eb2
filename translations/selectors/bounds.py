"""Reads the bounds of each KPI, which a page shows beside the text about them."""

from kpis.models import Benchmark
from kpis.presenters.benchmark import bound_lines, extra_lines
from localization.labels import labelled


def bounds_in_force(language: str) -> dict[str, list[str]]:
    """Returns for each KPI a line for each zone, with the currency where there is one."""
    lines_by_kpi: dict[str, list[str]] = {}
    for row in Benchmark.objects.order_by("kpi__order", "currency"):
        bounds = row.bounds
        lines = [
            labelled(line.status.word, line.words)
            for line in bound_lines(bounds.key, bounds, language)
        ]
        lines_by_kpi.setdefault(row.kpi_id, []).extend(
            [*lines, *extra_lines(bounds.key, bounds, language)]
        )
    return lines_by_kpi
