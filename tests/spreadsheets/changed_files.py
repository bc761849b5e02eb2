"""Changes a workbook at random, the same way each time: its bytes, its parts, its sizes."""

import random
import re
import zipfile
from datetime import date
from decimal import Decimal
from enum import StrEnum
from io import BytesIO

from kpis.exports.table import table_keys
from spreadsheets.cells import Cell
from spreadsheets.sheets import Book, Sheet
from spreadsheets.writers import render_xlsx

_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_TEXTS = {
    "company": "=Acme +39 06 1234",
    "language": "en",
    "period_type": "month",
    "currency": "EUR",
    "cltv_method": "quick",
}


class Changed(StrEnum):
    """Lists what is changed. Bytes of an archive are guarded by its checksums, parts are not."""

    BYTES = "bytes"
    PARTS = "parts"
    SIZES = "sizes"


def own_sheet(periods: int) -> bytes:
    """Returns an export of so many months, as the product writes it."""
    keys = table_keys()
    rows: list[list[Cell]] = [[f"Header {key}" for key in keys], [*keys]]
    for number in range(periods):
        first = date(1990 + number // 12, number % 12 + 1, 1)
        days = {"period_start": first, "period_end": first.replace(day=28)}
        figures = {"total_revenue": 1000 + number, "client_revenue": Decimal("0.1")}
        values: dict[str, Cell] = {**_TEXTS, **days, **figures}
        rows.append([values.get(key, 1) for key in keys])
    sheet = Sheet(title="KPIs", rows=rows, header_rows=2)
    return _pack(_unpack(render_xlsx(Book(title="KPIs", sheets=[sheet], language="en"))))


def _unpack(content: bytes) -> dict[str, bytes]:
    """Returns the parts by name, without the moment when they were written."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: _MOMENT.sub(b"", archive.read(name)) for name in archive.namelist()}


def _pack(parts: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def change(content: bytes, seed: int) -> tuple[Changed, bytes]:
    """Returns what was changed, and the changed workbook."""
    chance = random.Random(seed)
    kind = list(Changed)[seed % len(Changed)]
    if kind is Changed.BYTES:
        return kind, _change_bytes(content, chance)
    parts = _unpack(content)
    name = chance.choice(sorted(parts))
    if kind is Changed.PARTS:
        _change_part(parts, name, chance)
    else:
        parts[name] = _resize(parts[name], chance)
    return kind, _pack(parts)


def _change_bytes(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    match chance.randrange(4):
        case 0:
            del changed[chance.randrange(len(changed)) :]
        case 1:
            place = chance.randrange(len(changed))
            del changed[place : place + chance.randrange(1, 200)]
        case 2:
            start = changed.index(b"PK\x01\x02")  # the directory has names, sizes and places
            for _change in range(chance.randrange(1, 5)):
                changed[chance.randrange(start, len(changed))] = chance.randrange(256)
        case _:
            for _change in range(chance.randrange(1, 9)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _change_part(parts: dict[str, bytes], name: str, chance: random.Random) -> None:
    other = chance.choice(sorted(parts))
    match chance.randrange(5):
        case 0:
            del parts[name]
        case 1:
            parts[name], parts[other] = parts[other], parts[name]
        case 2:
            parts[f"{name}x"] = parts.pop(name)
        case _:
            changed = bytearray(parts[name])
            for _change in range(chance.randrange(1, 6)):
                changed[chance.randrange(len(changed))] = chance.choice(
                    b"<>/\"'&= 0159arst\x00\xff"
                )
            parts[name] = bytes(changed)


def _resize(part: bytes, chance: random.Random) -> bytes:
    """Returns the part with one of its elements, of its attributes or of its bytes many times."""
    times = chance.choice([2, 30, 1000, 50_000])
    pattern = chance.choice(
        [rb"<(\w+)[^<>]*/>", rb"<(c|row|xf|si)\b.*?</\1>", rb'\s\w+="[^"]*"', rb"\w"]
    )
    found = list(re.finditer(pattern, part, re.DOTALL))
    if not found:
        return part * times if len(part) * times < 50_000_000 else part + b" " * 5_000_000
    match = chance.choice(found)
    return (
        part[: match.end()]
        + match[0] * min(times, 20_000_000 // len(match[0]))
        + part[match.end() :]
    )
