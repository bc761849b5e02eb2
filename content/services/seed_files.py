"""Reads and loads the starting content: TOML files with keyed texts, one for each language."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.db.models import Model

from content.models import LoadedContent
from localization.available_languages import is_offered
from localization.columns import column_name
from localization.languages import CODES

Texts = Mapping[str, Mapping[str, Any]]
"""By language: the tables of its file."""


def read_toml(path: Path) -> dict[str, Any]:
    """Reads a file. Raises CommandError where it is missing or no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CommandError(f"{path.name} cannot be read: {error}") from error


def read_languages(folder: Path) -> dict[str, dict[str, Any]]:
    """Reads the texts of every language that has a file, the source language's first.

    A language that is not offered yet may lack its file, or texts in it. Raises CommandError where
    an offered language lacks a text, and where a file has keys or types of values that the
    source language's file has not.
    """
    texts: dict[str, dict[str, Any]] = {CODES[0]: read_toml(folder / f"{CODES[0]}.toml")}
    expected = dict(_leaves(texts[CODES[0]]))
    problems = _empty(CODES[0], expected)
    for code in CODES[1:]:
        path = folder / f"{code}.toml"
        if path.exists() or is_offered(code):
            texts[code] = read_toml(path)
            problems += _problems(code, dict(_leaves(texts[code])), expected)
    if problems:
        raise CommandError("\n".join(sorted(problems)))
    return texts


def _problems(code: str, leaves: dict[str, object], expected: dict[str, object]) -> list[str]:
    problems = [
        f"{code}.toml has {key}, which {CODES[0]}.toml lacks"
        for key in leaves.keys() - expected.keys()
    ]
    problems += [
        f"{code}.toml: {key} is not of the kind that {CODES[0]}.toml has there"
        for key in leaves.keys() & expected.keys()
        if _kind(leaves[key]) != _kind(expected[key])
    ]
    if is_offered(code):
        problems += [f"{code}.toml lacks {key}" for key in expected.keys() - leaves.keys()]
        problems += _empty(code, leaves)
    return problems


def _empty(code: str, leaves: dict[str, object]) -> list[str]:
    return [f"{code}.toml: {key} is empty" for key, value in leaves.items() if not value]


def _kind(value: object) -> tuple[type, set[type] | None]:
    """Returns the type of a value and, for a list, the types in the list."""
    return type(value), {type(item) for item in value} if isinstance(value, list) else None


def _leaves(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        name = f"{path}.{key}" if path else key
        if isinstance(value, dict):
            yield from _leaves(value, name)
        else:
            yield name, value


def text_in(content: Mapping[str, Any], *path: str) -> Any:
    """Returns one text, or list of texts, of a language's file; None where the file lacks it."""
    value: Any = content
    for key in path:
        value = value.get(key)
        if value is None:
            return None
    return value


def fields_in_languages(texts: Texts, *path: str, fields: tuple[str, ...]) -> dict[str, Any]:
    """Returns `name_en`, `name_it` and so on of one table, for the languages that have them."""
    values = {
        column_name(field, code): text_in(content, *path, field)
        for code, content in texts.items()
        for field in fields
    }
    return {name: value for name, value in values.items() if value}


def mark_loaded(key: str) -> bool:
    """Marks a piece of starting content as loaded; returns whether it was not marked before."""
    return LoadedContent.objects.get_or_create(key=key)[1]


def fill_missing(row: Model, values: Mapping[str, str]) -> bool:
    """Writes the texts that the row lacks; returns whether it lacked any."""
    empty = [name for name, value in values.items() if not getattr(row, name) and value]
    for name in empty:
        setattr(row, name, values[name])
    if empty:
        row.save(update_fields=empty)
    return bool(empty)
