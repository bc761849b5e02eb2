"""Lists the benchmarks of a new database, one for each KPI. Money is stated in USD.

Published are the targets, the ranges of cost, and the 75 % of CSAT. Our thresholds are the other
warning bands, 50 % as «main part» of revenue, 3 times as «clearly exceeds» for CLTV, and a cost
below its published range as on target.
"""

from decimal import Decimal

from kpis.domain.benchmarks import Bounds, Direction, Source
from kpis.domain.enums import KpiKey

PUBLISHED_CURRENCY = "USD"

_PUBLISHED = Source.PUBLISHED

DEFAULT_BOUNDS: tuple[Bounds, ...] = (
    Bounds(  # percent: 95 or more; 90 to below 95; always aim for 100
        key=KpiKey.SLA_ADHERENCE,
        direction=Direction.HIGHER,
        on_target=Decimal(95),
        on_target_included=True,
        on_target_source=_PUBLISHED,
        warning=Decimal(90),
        aim=Decimal(100),
    ),
    Bounds(  # percent: 90 or more; 75 to below 90
        key=KpiKey.CSAT,
        direction=Direction.HIGHER,
        on_target=Decimal(90),
        on_target_included=True,
        on_target_source=_PUBLISHED,
        warning=Decimal(75),
        warning_source=_PUBLISHED,
    ),
    Bounds(  # percent of total revenue: above 50; growth is the other half of the rating
        key=KpiKey.MRR,
        direction=Direction.HIGHER,
        on_target=Decimal(50),
        on_target_included=False,
        warning=None,
    ),
    Bounds(  # times the acquisition cost: above 3; 1 to 3
        key=KpiKey.CLTV,
        direction=Direction.HIGHER,
        on_target=Decimal(3),
        on_target_included=False,
        warning=Decimal(1),
    ),
    Bounds(  # money for a marketing-qualified lead: up to 300, usually from 100; up to 1.5 x 300
        key=KpiKey.COST_PER_LEAD,
        direction=Direction.LOWER,
        currency=PUBLISHED_CURRENCY,
        on_target=Decimal(300),
        on_target_included=True,
        on_target_source=_PUBLISHED,
        warning=Decimal(450),
        usual_from=Decimal(100),
    ),
    Bounds(  # percent: 2 or more, 5 and more is excellent; 1 to below 2
        key=KpiKey.CONVERSION_RATE,
        direction=Direction.HIGHER,
        on_target=Decimal(2),
        on_target_included=True,
        on_target_source=_PUBLISHED,
        warning=Decimal(1),
        aim=Decimal(5),
    ),
    Bounds(  # money: up to 7,000, usually from 4,000; up to 1.5 x 7,000
        key=KpiKey.COST_PER_HIRE,
        direction=Direction.LOWER,
        currency=PUBLISHED_CURRENCY,
        on_target=Decimal(7000),
        on_target_included=True,
        on_target_source=_PUBLISHED,
        warning=Decimal(10500),
        usual_from=Decimal(4000),
    ),
    Bounds(  # percent a year: below 15; 15 to 20
        key=KpiKey.EMPLOYEE_TURNOVER,
        direction=Direction.LOWER,
        on_target=Decimal(15),
        on_target_included=False,
        on_target_source=_PUBLISHED,
        warning=Decimal(20),
    ),
    Bounds(  # tickets a month: below 1; 1 to 2
        key=KpiKey.TICKETS_PER_ENDPOINT,
        direction=Direction.LOWER,
        on_target=Decimal(1),
        on_target_included=False,
        on_target_source=_PUBLISHED,
        warning=Decimal(2),
    ),
    Bounds(  # percent a year: below 5; 5 to 10
        key=KpiKey.CHURN_RATE,
        direction=Direction.LOWER,
        on_target=Decimal(5),
        on_target_included=False,
        on_target_source=_PUBLISHED,
        warning=Decimal(10),
    ),
)

DIRECTIONS: dict[KpiKey, Direction] = {bounds.key: bounds.direction for bounds in DEFAULT_BOUNDS}
"""Which way is better: a fact of each KPI, whatever staff make of its bounds."""
