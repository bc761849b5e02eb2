"""Computes and rates all KPIs of an entry."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from kpis.domain import formulas
from kpis.domain.benchmarks import Bounds, bounds_for
from kpis.domain.conversion import changes_with_length, convert
from kpis.domain.default_bounds import DEFAULT_BOUNDS
from kpis.domain.definitions import DEFINITIONS, KpiDefinition
from kpis.domain.entry import Entry
from kpis.domain.enums import KpiKey, Reason, Status, Unit
from kpis.domain.ratings import Rating, rate_by_bounds, rate_cltv, rate_mrr
from kpis.domain.targets import Target, rate_by_target, target_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiResult:
    """Holds one KPI of one entry; every figure is exact.

    `value` is the period's own, `compared_value` in the benchmark's length of time (equal, unless
    `is_converted`). `fields` are the inputs that `reason` is about. `bounds` are those to display,
    and those that rated unless `reason` is OTHER_CURRENCY. `change` is `value` less that of the
    last comparable entry, where the two can be compared. `share` (MRR, percent of total revenue)
    and `multiple` (CLTV, times the acquisition cost) are what the KPI is rated by. `target` is the
    account's own, in force on the period's last day and in the entry's currency.
    """

    key: KpiKey
    unit: Unit
    value: Fraction | None
    compared_value: Fraction | None = None
    is_converted: bool = False
    status: Status = Status.NONE
    reason: Reason | None = None
    fields: tuple[str, ...] = ()
    bounds: Bounds | None = None
    change: Fraction | None = None
    share: Fraction | None = None
    multiple: Fraction | None = None
    target: Target | None = None
    target_status: Status = Status.NONE

    @property
    def rating(self) -> Status:
        """Returns what counts: the threshold's status, and the target's where there is none."""
        return self.target_status if self.status is Status.NONE else self.status


def compute_values(entry: Entry) -> dict[KpiKey, Fraction | None]:
    """Computes the values of all KPIs of `entry`, unrated; None where there is no value."""
    return {
        key: definition.formula(entry.inputs, entry.period.months).value
        for key, definition in DEFINITIONS.items()
    }


def compute_entry(
    entry: Entry,
    *,
    today: date,
    previous: Entry | None = None,
    bounds: Iterable[Bounds] = DEFAULT_BOUNDS,
    targets: Iterable[Target] = (),
) -> dict[KpiKey, KpiResult]:
    """Computes and rates all KPIs of `entry`, in their order.

    While the period is not over `today`, values have neither a rating nor a change.
    `previous` is the last comparable entry (see `periods.latest_comparable`); where a KPI had no
    value in it, there is nothing to compare with. Raises ValueError where it is of another length
    or not over before `entry` begins.
    """
    known, own = tuple(bounds), tuple(targets)
    return {
        key: compute_kpi(key, entry, today=today, previous=previous, bounds=known, targets=own)
        for key in DEFINITIONS
    }


def compute_kpi(
    key: KpiKey,
    entry: Entry,
    *,
    today: date,
    previous: Entry | None,
    bounds: tuple[Bounds, ...],
    targets: tuple[Target, ...],
) -> KpiResult:
    """Computes and rates one KPI of `entry`, as `compute_entry` does all."""
    if previous is not None:
        _check_comparable(entry, previous)
    is_over = entry.period.is_over(today)
    result = _compute(DEFINITIONS[key], entry, previous, bounds, is_over=is_over)
    return _with_target(result, entry, targets, is_over=is_over)


def _with_target(
    result: KpiResult, entry: Entry, targets: tuple[Target, ...], *, is_over: bool
) -> KpiResult:
    target = target_in_force(targets, result.key, entry.period.end)
    if target is None or target.currency not in ("", entry.currency):
        return result
    status = Status.NONE
    if is_over and result.compared_value is not None:
        status = rate_by_target(
            target,
            result.compared_value,
            acquisition_cost=_acquisition_cost(entry),
        )
    return replace(result, target=target, target_status=status)


def _compute(
    definition: KpiDefinition,
    entry: Entry,
    previous: Entry | None,
    known: tuple[Bounds, ...],
    *,
    is_over: bool,
) -> KpiResult:
    key, months = definition.key, entry.period.months
    displayed = _bounds_to_display(known, key, entry.currency)
    computed = definition.formula(entry.inputs, months)
    value = computed.value
    if value is None:
        return KpiResult(
            key=key,
            unit=definition.unit,
            value=None,
            reason=computed.reason,
            fields=computed.fields,
            bounds=displayed,
        )
    compared = convert(value, definition.conversion, months)
    change = _change(definition, value, entry, previous) if is_over else None
    rating = Rating(Status.NONE, Reason.PERIOD_RUNNING)
    if is_over:
        rating = _rate(key, compared, change, entry, known)
    return KpiResult(
        key=key,
        unit=definition.unit,
        value=value,
        compared_value=compared,
        is_converted=changes_with_length(definition.conversion, months),
        status=rating.status,
        reason=rating.reason,
        bounds=displayed,
        change=change,
        share=_share(entry) if key is KpiKey.MRR else None,
        multiple=_multiple(value, entry) if key is KpiKey.CLTV else None,
    )


def _rate(
    key: KpiKey,
    compared: Fraction,
    change: Fraction | None,
    entry: Entry,
    known: tuple[Bounds, ...],
) -> Rating:
    bounds = bounds_for(known, key, entry.currency)
    if bounds is None:
        stated_elsewhere = any(candidate.key == key for candidate in known)
        reason = Reason.OTHER_CURRENCY if stated_elsewhere else Reason.NO_BOUNDS
        return Rating(Status.NONE, reason)
    match key:
        case KpiKey.MRR:
            return rate_mrr(change, _share(entry), bounds)
        case KpiKey.CLTV:
            return rate_cltv(compared, _acquisition_cost(entry), bounds)
        case _:
            return rate_by_bounds(compared, bounds)


def _change(
    definition: KpiDefinition, value: Fraction, entry: Entry, previous: Entry | None
) -> Fraction | None:
    """Computes `value` less the previous one; None in another currency or CLTV method."""
    if previous is None:
        return None
    if definition.unit is Unit.MONEY and entry.currency != previous.currency:
        return None
    methods_differ = entry.inputs.cltv_method != previous.inputs.cltv_method
    if definition.key is KpiKey.CLTV and methods_differ:
        return None
    before = definition.formula(previous.inputs, previous.period.months).value
    return None if before is None else value - before


def _bounds_to_display(known: tuple[Bounds, ...], key: KpiKey, currency: str) -> Bounds | None:
    """Returns the bounds that rate, or else the first that are stated in another currency."""
    of_key = (candidate for candidate in known if candidate.key == key)
    return bounds_for(known, key, currency) or next(of_key, None)


def _share(entry: Entry) -> Fraction | None:
    return formulas.mrr_share(entry.inputs).value


def _acquisition_cost(entry: Entry) -> Fraction | None:
    name = "client_acquisition_cost"
    return None if entry.inputs.missing(name) else entry.inputs.exact(name)


def _multiple(value: Fraction, entry: Entry) -> Fraction | None:
    cost = _acquisition_cost(entry)
    return value / cost if cost else None


def _check_comparable(entry: Entry, previous: Entry) -> None:
    if previous.period.type != entry.period.type:
        raise ValueError("only periods of one length are compared")
    if previous.period.end >= entry.period.start:
        raise ValueError("the previous period must be over before this one begins")
