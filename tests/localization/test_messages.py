"""Tests that every message of the code and of the templates is in each catalogue."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import polib
import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

from tests.source_files import app_folders, python_files

ROOT = Path(settings.BASE_DIR)
LAZY = {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext")}
KEYWORDS = DEFAULT_KEYWORDS | LAZY | {"npgettext_lazy": DEFAULT_KEYWORDS["npgettext"]}
Message = tuple[str | None, str]
"""Context and text; of a plural the singular."""


def messages_of_python(code: str) -> Iterator[Message]:
    for _line, function, texts, _comments in extract_python(
        BytesIO(code.encode()), list(KEYWORDS), [], {"encoding": "utf-8"}
    ):
        texts = texts if isinstance(texts, tuple) else (texts,)
        has_context = function.removesuffix("_lazy") in ("pgettext", "npgettext")
        context, text = texts[:2] if has_context else (None, texts[0])
        if isinstance(text, str):  # else it is a variable
            yield context, text


def messages_of_template(path: Path) -> Iterator[Message]:
    """Yields what Django makes of a template for its own `makemessages`, read as Python."""
    lines = templatize(path.read_text(), origin=str(path)).splitlines()
    for line in lines:
        if "(" in line:
            yield from messages_of_python(line.strip())


def in_code(*, of_packages: bool = True) -> set[Message]:
    """Returns the messages of the project, with or without those that it collects of packages."""
    found = set()
    for path in python_files(*app_folders(), ROOT / "config", ROOT / "spreadsheets"):
        if of_packages or not path.match("localization/package_messages*.py"):
            found |= set(messages_of_python(path.read_text()))
    for path in (ROOT / "templates").rglob("*"):
        if path.suffix in (".html", ".txt"):
            found |= set(messages_of_template(path))
    return found


@pytest.fixture(scope="module")
def messages() -> set[Message]:
    return in_code()


def test_both_kinds_of_source_are_read(messages):
    assert len(messages) > 800
    assert (None, "The last owner of the account “%(name)s”") in messages  # of Python
    assert (None, "How %(overall)s was calculated") in messages  # of a template
    assert ("of a score", "Change") in messages


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES if code != "en"])
def test_the_catalogue_has_every_message_and_no_other(messages, language):
    catalogue = polib.pofile(
        str(ROOT / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po")
    )
    present = {(entry.msgctxt, entry.msgid) for entry in catalogue if not entry.obsolete}
    assert messages - present == set()
    assert present - messages == set()
