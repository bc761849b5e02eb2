"""Content that a fresh database starts with: TOML files, one a language, keyed. For every app that owns content."""

import tomllib
from pathlib import Path

from django.core.management import CommandError

from content.models import LoadedContent
from localization.available_languages import is_offered
from localization.languages import CODES


def read_toml(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CommandError(f"{path.name} cannot be read: {error}") from error


def read_languages(folder: Path) -> dict[str, dict]:
    """The texts of every language of the site that has a file, the source language's first.

    A language that is not on offer yet may still lack its file, or texts in it. One that is on offer may not, and no
    file may have keys or shapes that the source language's has not.
    """
    texts = {CODES[0]: read_toml(folder / f"{CODES[0]}.toml")}
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


def _problems(code: str, found: dict, expected: dict) -> list[str]:
    problems = [
        f"{code}.toml has {key}, which {CODES[0]}.toml lacks"
        for key in found.keys() - expected.keys()
    ]
    problems += [
        f"{code}.toml: {key} is not of the kind that {CODES[0]}.toml has there"
        for key in found.keys() & expected.keys()
        if _kind(found[key]) != _kind(expected[key])
    ]
    if is_offered(code):
        problems += [f"{code}.toml lacks {key}" for key in expected.keys() - found.keys()]
        problems += _empty(code, found)
    return problems


def _empty(code: str, found: dict) -> list[str]:
    return [f"{code}.toml: {key} is empty" for key, value in found.items() if not value]


def _kind(value: object) -> tuple:
    """A text, or a list of texts."""
    return (type(value), {type(part) for part in value} if isinstance(value, list) else None)


def _leaves(table: dict, path: str = ""):
    for key, value in table.items():
        name = f"{path}.{key}" if path else key
        if isinstance(value, dict):
            yield from _leaves(value, name)
        else:
            yield name, value


def text_in(content: dict, *path: str) -> str | list[str] | None:
    """One text of a language's file; None where the file lacks it."""
    table = content
    for part in path:
        table = table.get(part)
        if table is None:
            return None
    return table


def fields_in_languages(
    texts: dict[str, dict], *path: str, fields: tuple[str, ...]
) -> dict[str, str]:
    """`name_en`, `name_it`, … of one keyed table, for the languages that have them."""
    found = {
        f"{field}_{code}": text_in(content, *path, field)
        for code, content in texts.items()
        for field in fields
    }
    return {name: value for name, value in found.items() if value}


def mark_loaded(key: str) -> bool:
    """True the first time a piece of starting content is seen: it is loaded then, and never again."""
    return LoadedContent.objects.get_or_create(key=key)[1]


def fill_missing(row, values: dict[str, str]) -> bool:
    """Writes the texts that the row lacks; what staff wrote stays. True where something was written."""
    empty = [name for name, value in values.items() if not getattr(row, name) and value]
    for name in empty:
        setattr(row, name, values[name])
    if empty:
        row.save(update_fields=empty)
    return bool(empty)
