"""Turns one entry into JSON for machines: keys, and decimal strings of six decimals at most."""

from typing import Any

from kpis.domain.decimal_strings import decimal_string
from kpis.domain.enums import KpiKey
from kpis.domain.inputs import CLTV_METHOD, INPUTS
from kpis.domain.results import KpiResult
from kpis.models import KpiEntry


def entry_data(entry: KpiEntry, results: dict[KpiKey, KpiResult]) -> dict[str, Any]:
    inputs = {field.name: decimal_string(getattr(entry, field.name)) for field in INPUTS}
    return {
        "period_type": entry.period_type,
        "period_start": entry.period.start.isoformat(),
        "period_end": entry.period.end.isoformat(),
        "currency": entry.currency,
        "inputs": {**inputs, CLTV_METHOD: entry.cltv_method or None},
        "kpis": {key.value: _result(result) for key, result in results.items()},
    }


def _result(result: KpiResult) -> dict[str, str | None]:
    return {
        "value": decimal_string(result.value),
        "unit": result.unit.value,
        "compared_value": decimal_string(result.compared_value),
        "status": result.status.value,
        "reason": result.reason.value if result.reason else None,
        "target": decimal_string(result.target.value) if result.target else None,
        "target_status": result.target_status.value,
    }
