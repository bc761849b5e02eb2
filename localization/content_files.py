"""Content that a fresh database starts with: TOML files, one a language, keyed. For every app that owns content."""

import tomllib
from pathlib import Path

from django.core.management import CommandError

from localization.languages import CODES
from localization.models import LoadedContent


def read_toml(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CommandError(f"{path.name} cannot be read: {error}") from error


def read_languages(folder: Path) -> dict[str, dict]:
    """The texts of every language of the site. A language without its file, or with other keys, is refused."""
    texts = {code: read_toml(folder / f"{code}.toml") for code in CODES}
    expected = dict(_leaves(texts[CODES[0]]))
    problems = []
    for code, content in texts.items():
        found = dict(_leaves(content))
        problems += [f"{code}.toml lacks {key}" for key in expected.keys() - found.keys()]
        problems += [
            f"{code}.toml has {key}, which {CODES[0]}.toml lacks"
            for key in found.keys() - expected.keys()
        ]
        problems += [f"{code}.toml: {key} is empty" for key, value in found.items() if not value]
    if problems:
        raise CommandError("\n".join(sorted(problems)))
    return texts


def _leaves(table: dict, path: str = ""):
    for key, value in table.items():
        name = f"{path}.{key}" if path else key
        if isinstance(value, dict):
            yield from _leaves(value, name)
        else:
            yield name, value


def fields_in_languages(
    texts: dict[str, dict], *path: str, fields: tuple[str, ...]
) -> dict[str, str]:
    """`name_en`, `name_it`, … of one keyed table."""
    found = {}
    for code, content in texts.items():
        table = content
        for part in path:
            table = table[part]
        found |= {f"{field}_{code}": table[field] for field in fields}
    return found


def first_time(key: str) -> bool:
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
