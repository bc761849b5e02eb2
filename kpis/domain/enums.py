"""Lists the keys of the KPIs. They are stored and exported: never rename one."""

from enum import StrEnum


class KpiKey(StrEnum):
    """Lists the KPIs in the order of the pages."""

    SLA_ADHERENCE = "sla_adherence"
    CSAT = "csat"
    MRR = "mrr"
    CLTV = "cltv"
    COST_PER_LEAD = "cost_per_lead"
    CONVERSION_RATE = "conversion_rate"
    COST_PER_HIRE = "cost_per_hire"
    EMPLOYEE_TURNOVER = "employee_turnover"
    TICKETS_PER_ENDPOINT = "tickets_per_endpoint"
    CHURN_RATE = "churn_rate"


class Unit(StrEnum):
    """Names what a figure counts. TIMES, for bounds only, are multiples of the acquisition cost."""

    PERCENT = "percent"
    MONEY = "money"
    NUMBER = "number"
    TIMES = "times"


class Status(StrEnum):
    """Rates a KPI; NONE comes with a `Reason`."""

    ON_TARGET = "on_target"
    WARNING = "warning"
    OFF_TARGET = "off_target"
    NONE = "none"


class Reason(StrEnum):
    """Explains why a KPI has no value (the first two), or a value and no rating (the others)."""

    MISSING_INPUT = "missing_input"
    ZERO_DIVISOR = "zero_divisor"
    NO_BOUNDS = "no_bounds"  # staff keep no benchmark for this KPI
    OTHER_CURRENCY = "other_currency"  # the benchmark is stated in another currency only
    NOTHING_TO_COMPARE = "nothing_to_compare"  # MRR with neither a predecessor nor a share
    UNKNOWN_ACQUISITION_COST = "unknown_acquisition_cost"  # CLTV by the full method
    PERIOD_RUNNING = "period_running"  # the period is not over: its figures can still change


class CltvMethod(StrEnum):
    """Names the ways to compute customer lifetime value."""

    QUICK = "quick"  # revenue from a client less the cost of winning it
    FULL = "full"  # average annual revenue per client times the years a client stays
