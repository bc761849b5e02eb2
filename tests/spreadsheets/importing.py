"""Reads a file of KPIs as the import page does, without pages and without a database."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils import translation
from openpyxl import Workbook

from kpis.domain.inputs import CLTV_METHOD, INPUTS
from kpis.imports.cells import read_cells
from kpis.imports.plan import ImportContext, make_plan
from kpis.selectors.content import Content, InputContent
from spreadsheets.limits import UnreadableFile

FILES = Path(__file__).parent / "files"
KEYS = ("period_type", "period_start", "subscription_revenue", "leads")
TODAY = date(2026, 11, 26)

Values = list[dict[str, Any]]
"""By row: the figures that are not blank, with `period` such as `month 2026-01-01`."""


def content(language: str) -> Content:
    names = [*(field.name for field in INPUTS), CLTV_METHOD]
    labels = {name: InputContent(name, "", "") for name in names}
    choices = {"quick": "Quick way", "full": "Full way"}
    return Content(language, {}, labels, {}, choices, ())


def read(
    name: str, file: bytes, language: str = "en", country: str = "", currency: str = "EUR"
) -> Values | dict[str, str] | str:
    """Returns the values by row; or errors by cell, such as `B7`; or why it cannot be read."""
    context = ImportContext(content(language), currency, TODAY, {}, country)
    with translation.override(language):
        try:
            plan = make_plan(read_cells(name, file), context)
        except UnreadableFile as error:
            return str(error)
    if plan.errors:
        return {f"{error.letter}{error.row}": error.message for error in plan.errors}
    return [
        {"period": f"{row.period.type} {row.period.start}"}
        | {key: value for key, value in asdict(row.inputs).items() if value is not None}
        for row in plan.rows
    ]


def check(found: Values | dict[str, str] | str, expected: Any) -> None:
    """Asserts that the file met what the table says.

    A list: the rows, figures as text. A mapping: exactly these cells are refused, each with these
    words. A text: the file is refused with these words.
    """
    match expected:
        case list():
            assert isinstance(found, list), found
            assert found == [to_values(row) for row in expected]
        case Mapping():
            assert isinstance(found, dict), found
            assert found.keys() == expected.keys()
            for cell, words in expected.items():
                assert words in found[cell]
        case _:
            assert isinstance(found, str), found
            assert expected in found


def to_values(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        key: value if key in ("period", CLTV_METHOD) else Decimal(value)
        for key, value in row.items()
    }


def period(start: str = "2026-01-01", kind: str = "month", **figures: str) -> dict[str, str]:
    return {"period": f"{kind} {start}", **figures}


def saved(book: Workbook) -> bytes:
    written = BytesIO()
    book.save(written)
    return written.getvalue()
