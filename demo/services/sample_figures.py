"""Holds the KPI figures of the sample company, and writes them: good quarters and bad ones."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from django.utils import timezone

from accounts.models import Account, User
from kpis.domain.enums import CltvMethod, KpiKey
from kpis.domain.inputs import EntryInputs
from kpis.domain.periods import Period
from kpis.services.entry import entry_create
from kpis.services.note import note_save
from kpis.services.target import TargetChange, targets_set

# Eight quarters, the oldest first; None is blank. Clients at the start are those of the quarter
# before, without those that were lost and with those that were won.
FIGURES: dict[str, list[int | Decimal | None]] = {
    "tickets_received": [2460, 2520, 2390, 2310, 2280, 2150, 2060, 1980],
    "tickets_within_sla": [2066, 2142, 2103, 2079, 2098, 2000, 1957, 1901],
    "endpoints": [640, 660, 690, 700, 735, 760, 790, 820],
    "survey_responses": [60, 72, 80, 95, 110, 120, 135, 150],
    "survey_positive": [43, 53, 62, 76, 90, 102, 120, 136],
    "clients_at_start": [42, 41, 42, 42, 43, 44, 44, 48],
    "clients_lost": [2, 1, 1, 1, 0, 1, 1, 0],
    "average_annual_client_revenue": [
        *(21_000, 21_400, 22_000, 22_300),
        *(23_100, 23_600, 24_000, 24_800),
    ],
    "average_retention_years": [
        Decimal(years) for years in ("4", "4", "4.2", "4.5", "5", "5", "5.2", "5.5")
    ],
    "client_acquisition_cost": [
        *(31_000, 30_500, 29_000, 28_000),
        *(27_500, 27_000, 26_000, 25_500),
    ],
    "subscription_revenue": [
        *(24_000, 25_000, 26_500, 28_000),
        *(30_000, 32_000, 33_000, 36_000),
    ],
    "contract_revenue": [
        *(38_000, 38_500, 40_000, 41_000),
        *(42_500, 43_000, 42_000, 45_000),
    ],
    "managed_fee_revenue": [
        *(30_000, 32_000, 36_000, 41_000),
        *(48_000, 58_000, 56_500, 70_000),
    ],
    "total_revenue": [
        *(221_000, 219_000, 231_000, 234_000),
        *(248_000, 259_000, 264_000, 297_000),
    ],
    "marketing_spend": [6_000, 6_500, 5_200, 6_000, 7_500, 9_000, 8_000, 8_400],
    "leads": [14, 16, 15, 20, 26, 22, 30, 35],
    "visitors": [1_800, 1_900, 1_850, 2_100, 2_400, 2_300, 2_600, 2_900],
    "conversions": [16, 18, 20, 25, 34, 39, 55, 67],
    "hiring_cost": [9_500, None, 8_800, 15_400, 7_200, None, 13_200, 6_100],
    "hires": [1, 0, 1, 2, 1, 0, 2, 1],
    "average_headcount": [
        Decimal(people) for people in ("14", "13.5", "13.5", "14.5", "15", "14.5", "15", "16")
    ],
    "employees_left": [1, 0, 1, 1, 1, 1, 0, 0],
}
TARGETS = {KpiKey.COST_PER_LEAD: Decimal(280), KpiKey.COST_PER_HIRE: Decimal(7_000)}
"""Of the company's own, in EUR: no threshold is published in that currency."""


def sample_figures_create(
    *, account: Account, user: User, newest: Period, notes: dict[str, dict[str, str]]
) -> None:
    """Creates an entry for each quarter up to `newest`, with its notes, and the targets.

    `notes` are by quarter (`quarter_1` is the oldest) and KPI.
    """
    columns = zip(*FIGURES.values(), strict=True)
    rows = [dict(zip(FIGURES, column, strict=True)) for column in columns]
    periods = list(islice(_iterate_back(newest), len(rows)))[::-1]
    for number, (period, figures) in enumerate(zip(periods, rows, strict=True), start=1):
        entry = entry_create(
            account=account,
            user=user,
            period=period,
            currency=account.currency,
            inputs=EntryInputs(cltv_method=CltvMethod.FULL, **figures),
        )
        for kpi, text in notes.get(f"quarter_{number}", {}).items():
            note_save(entry_id=entry.pk, kpi=KpiKey(kpi), user=user, text=text, version=None)
    changes = {key: TargetChange(shown=None, value=value) for key, value in TARGETS.items()}
    targets_set(account=account, user=user, changes=changes, today=timezone.localdate())


def _iterate_back(period: Period) -> Iterator[Period]:
    """Yields the period and those before it."""
    while True:
        yield period
        period = period.predecessor
