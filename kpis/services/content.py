"""Loads the initial content: texts in every language, and the first bounds."""

from django.db import transaction
from django.db.models import Model

from content.services.seed_files import fields_in_languages, fill_missing, mark_loaded, text_in
from kpis.domain.default_bounds import DEFAULT_BOUNDS
from kpis.domain.enums import CltvMethod, KpiKey
from kpis.domain.inputs import CLTV_METHOD, INPUT_FIELDS, InputGroup
from kpis.models import Benchmark, ChoiceText, GroupText, InputText, Kpi

KPI_FIELDS = ("name", "measures", "computation", "importance", "benchmark", "advice")


@transaction.atomic
def content_load(*, texts: dict[str, dict]) -> int:
    """Adds missing rows and texts, leaves those of staff, and returns how many rows changed.

    The keys are the code's: a missing text row is added again. A benchmark that staff deleted is
    not.
    """
    changed = sum(_row(Kpi, order, key, _kpi(texts, key)) for order, key in enumerate(KpiKey, 1))
    for model, section, keys, fields in (
        (InputText, "inputs", [*INPUT_FIELDS, CLTV_METHOD], ("label", "hint", "source")),
        (GroupText, "groups", InputGroup, ("name", "intro")),
    ):
        for order, key in enumerate(keys, start=1):
            values = fields_in_languages(texts, section, key, fields=fields)
            changed += _row(model, order, key, values)
    for order, key in enumerate(CltvMethod, start=1):
        labels = {
            code: {"label": text_in(content, "choices", CLTV_METHOD, key)}
            for code, content in texts.items()
        }
        values = fields_in_languages(labels, fields=("label",))
        changed += _row(ChoiceText, order, key, values)
    return changed + _benchmarks()


def _kpi(texts: dict[str, dict], key: str) -> dict[str, str]:
    """Returns the texts of a KPI; advice, a list in the files, has one action a line."""
    values = fields_in_languages(texts, "kpis", key, fields=KPI_FIELDS)
    return {
        name: "\n".join(value) if isinstance(value, list) else value
        for name, value in values.items()
    }


def _row(model: type[Model], order: int, key: str, values: dict[str, str]) -> bool:
    row = model._default_manager.filter(key=key).first()
    if row is not None:
        return fill_missing(row, values)
    model._default_manager.create(key=str(key), order=order, **values)
    return True


def _benchmarks() -> int:
    changed = 0
    for bounds in DEFAULT_BOUNDS:
        if mark_loaded(f"kpis/benchmark/{bounds.key}"):
            Benchmark.objects.create(
                kpi_id=str(bounds.key),
                currency=bounds.currency or "",
                direction=bounds.direction.value,
                on_target=bounds.on_target,
                on_target_included=bounds.on_target_included,
                on_target_source=bounds.on_target_source.value,
                warning=bounds.warning,
                warning_included=bounds.warning_included,
                warning_source=bounds.warning_source.value,
                aim=bounds.aim,
                usual_from=bounds.usual_from,
            )
            changed += 1
    return changed
