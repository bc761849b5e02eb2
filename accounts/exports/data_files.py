"""Writes the rows of an account as JSON and CSV: every model of account data, every column."""

import json
from base64 import b64encode
from codecs import BOM_UTF8
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import IO, Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.exports.columns import exported_columns, model_name
from accounts.exports.people import People
from accounts.models import Activity, Membership
from accounts.registry import AccountData, ExportFiles, ExportSubject, list_account_data
from spreadsheets.cells import Cell
from spreadsheets.writers import render_csv


def data_files(subject: ExportSubject) -> Iterator[ExportFiles]:
    """Yields a JSON file for each model of account data."""
    for data in list_account_data():
        path = f"data/{data.model._meta.model_name}.json"
        write = partial(write_json, data=data, subject=subject)
        description = _("All rows as JSON: %(name)s.") % {"name": model_name(data)}
        yield ExportFiles(path, description, 1, [(path, write)])


def table_files(subject: ExportSubject) -> Iterator[ExportFiles]:
    """Yields the members and the activities as CSV."""
    names = {
        Membership: (
            pgettext("name of a file", "members"),
            _("Everyone who belongs to your company, with email address and role."),
        ),
        Activity: (
            pgettext("name of a file", "activity"),
            _("Who did what in your company, and when."),
        ),
    }
    for data in list_account_data():
        if data.model in names:
            name, description = names[data.model]
            path = f"csv/{name}.csv"
            write = partial(write_csv, data=data, subject=subject)
            yield ExportFiles(path, description, 1, [(path, write)])


def write_json(file: IO[bytes], *, data: AccountData, subject: ExportSubject) -> None:
    """Writes the rows as a JSON array, a batch at a time."""
    separator = "[\n"
    for batch in list_rows(data, subject):
        for row in batch:
            text = json.dumps(row, ensure_ascii=False, default=to_json)
            file.write((separator + text).encode())
            separator = ",\n"
    file.write(b"[]\n" if separator == "[\n" else b"\n]\n")


def write_csv(file: IO[bytes], *, data: AccountData, subject: ExportSubject) -> None:
    """Writes the rows as CSV in the dialect of the language, a batch at a time."""
    columns = exported_columns(data, subject.language)
    file.write(render_csv([list(columns.values()), list(columns)], subject.language))
    for batch in list_rows(data, subject):
        rows = [[to_cell(row[name]) for name in columns] for row in batch]
        file.write(render_csv(rows, subject.language).removeprefix(BOM_UTF8))


def list_rows(data: AccountData, subject: ExportSubject) -> Iterator[list[dict[str, Any]]]:
    """Yields the account's rows in batches, people with their addresses."""
    people = People(data, subject.account.pk)
    names = list(exported_columns(data, subject.language))
    for batch in data.batches_of(subject.account.pk):
        people.add_to(batch)
        yield [{name: row[name] for name in names} for row in batch]


def to_json(value: object) -> object:
    """Returns a value as JSON has it: decimals as strings, days and times as in ISO 8601."""
    match value:
        case datetime():
            return timezone.localtime(value).isoformat()
        case date() | time():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case UUID():
            return str(value)
        case bytes() | memoryview():
            return b64encode(value).decode()
    raise TypeError(f"no JSON for {type(value).__name__}")


def to_cell(value: object) -> Cell:
    """Returns a value as a cell of a table."""
    match value:
        case None | str() | Decimal():
            return value
        case bool():
            return str(value).lower()
        case int():
            return value
        case dict() | list() | tuple():
            return json.dumps(value, ensure_ascii=False) if value else None
        case _:
            return str(to_json(value))
