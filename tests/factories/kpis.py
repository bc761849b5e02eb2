"""Creates KPI entries through the services that the app itself uses."""

from datetime import date
from decimal import Decimal

from accounts.models import Account, User
from kpis.domain.inputs import EntryInputs
from kpis.domain.periods import Period, PeriodType
from kpis.models import KpiEntry
from kpis.services.entry import entry_create

# The worked examples of the ten KPIs. Tickets received serve two KPIs, so those stand in two sets.
YEAR_EXAMPLE = {
    "survey_positive": 85,
    "survey_responses": 100,
    "cltv_method": "full",
    "average_annual_client_revenue": 100_000,
    "average_retention_years": 5,
    "marketing_spend": 100_000,
    "leads": 500,
    "conversions": 50,
    "visitors": 1_000,
    "hiring_cost": 60_000,
    "hires": 12,
    "employees_left": 5,
    "average_headcount": 50,
    "clients_lost": 5,
    "clients_at_start": 100,
    "tickets_received": 1_000,
    "endpoints": 500,
}
MONTH_EXAMPLE = {
    "tickets_within_sla": 300,
    "tickets_received": 400,
    "subscription_revenue": 12_000,
    "contract_revenue": 20_000,
    "managed_fee_revenue": 8_000,
    "total_revenue": 50_000,
}


def exact(figures: dict) -> EntryInputs:
    """Returns inputs from whole numbers and strings such as "0.5"."""
    return EntryInputs(
        **{
            name: value if name == "cltv_method" else Decimal(value)
            for name, value in figures.items()
        }
    )


def make_entry(
    account: Account,
    start: date = date(2026, 1, 1),
    period_type: str = "quarter",
    user: User | None = None,
    **figures,
) -> KpiEntry:
    return entry_create(
        account=account,
        user=user or account.users.first(),
        period=Period(PeriodType(period_type), start),
        currency=account.currency,
        inputs=exact(figures),
    )


def quarters(count: int, last: date = date(2026, 7, 1)) -> list[date]:
    """Returns the first days of `count` quarters, the last one first."""
    months = last.year * 12 + last.month - 1
    starts = (divmod(months - 3 * back, 12) for back in range(count))
    return [date(year, month + 1, 1) for year, month in starts]
