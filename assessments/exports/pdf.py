"""Renders reports as tagged PDF (PDF/UA-1) with title, language and embedded fonts.

A process has one compiler. It reads the template and the fonts of this folder and nothing else: no
system font, no network.
"""

import json
import threading
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

import typst
from django.utils.translation import gettext as _

from accounts.selectors import Brand
from assessments.exports.report import Report
from assessments.exports.typeface import FONTS, REPLACEMENT, families, missing_characters, printable

TEMPLATE = Path(__file__).with_name("typst") / "report.typ"
STANDARD: Final = "ua-1"
_one_at_a_time = threading.Lock()


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    return typst.Compiler(
        input=str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=fonts, ignore_system_fonts=True
    )


def pdf_bytes(report: Report, brand: Brand | None = None) -> bytes:
    """Returns the report as PDF, with the marks of the company on its cover."""
    brand = brand or Brand()
    data = report.data()
    if missing_characters(_texts(data)):
        data["facts"] = [*data["facts"], (REPLACEMENT, _("a character that this PDF cannot show"))]
    inputs = {
        "report": json.dumps(_printable(data), ensure_ascii=False),
        "fonts": json.dumps(families()),
        "accent": brand.accent,
        "logo": json.dumps(list(brand.logo)),  # typst takes texts only
    }
    with _one_at_a_time:
        pdf = _compiler().compile(format="pdf", pdf_standards=STANDARD, sys_inputs=inputs)
    if not isinstance(pdf, bytes):
        raise TypeError("a PDF is one file")
    return pdf


def _texts(value: object) -> Iterator[str]:
    """Yields every text in the report's data."""
    if isinstance(value, str):
        yield value
    parts = value.values() if isinstance(value, dict) else value
    if isinstance(parts, Iterable) and not isinstance(parts, str):
        for part in parts:
            yield from _texts(part)


def _printable(value: object) -> object:
    """Limits every text in the report's data to the fonts' characters, charts included."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(part) for key, part in value.items()}
    return [_printable(part) for part in value] if isinstance(value, list | tuple) else value
