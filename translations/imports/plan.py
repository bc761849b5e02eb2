"""Plans what a file changes: each row is held to the rules, and errors name the row and reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from localization.characters import has_control_characters, has_visible_character
from translations.domain.texts import has_markup, same, tidy
from translations.exports.fingerprints import short_fingerprint
from translations.imports.rows import FileRow, FileRows
from translations.selectors.status import States, Status, status_of
from translations.selectors.texts import ENGLISH, Translatable
from translations.validators import text_problem

NAMES = dict(settings.LANGUAGES)
LONGEST_QUOTE = 80
"""Characters of a text from a file that a message repeats."""


@dataclass(frozen=True)
class RowError:
    """Says what is wrong with one row, or with its text in one language."""

    row: int
    key: str
    column: str
    message: str


@dataclass(frozen=True)
class Change:
    """Describes one translation to write or, where it is as stored, to confirm."""

    row: int
    key: str
    language: str
    before: str
    after: str
    source: str
    """The English in the file: an older one leaves the translation stale."""
    is_older: bool = False


@dataclass
class Plan:
    """Gathers what a file changes, and what is wrong with it."""

    changes: list[Change] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    unchanged: int = 0
    kept: int = 0
    """Texts of which nobody sees anything in the file: what is stored stays."""
    unsure: int = 0
    """Texts that the translator has marked as unsure: they are not taken."""


@dataclass(frozen=True)
class ImportContext:
    """Holds what rows are compared with."""

    texts: Mapping[str, Translatable]
    states: States
    writable: Sequence[str]


def make_plan(file: FileRows, context: ImportContext) -> Plan:
    plan, numbers = Plan(), dict[str, int]()
    for row in file.rows:
        _plan_row(row, file, context, plan, numbers)
        numbers.setdefault(row.key, row.number)
    return plan


def _plan_row(
    row: FileRow, file: FileRows, context: ImportContext, plan: Plan, numbers: Mapping[str, int]
) -> None:
    """Plans the row's texts in all languages; `numbers` has the rows so far, by key."""
    text = context.texts.get(row.key)
    if not row.key:
        problem = _("This row has no key.")
    elif row.key in numbers:
        problem = _("Row %(row)s already has this key.") % {"row": numbers[row.key]}
    elif text is None:
        problem = _("No text has this key, or you do not have permission to see it.")
    else:
        problem = _get_english_problem(row, text)
    if problem or text is None:
        plan.errors.append(RowError(row.number, row.key[:LONGEST_QUOTE], "", problem))
        return
    for code in file.languages:
        _plan_text(row, code, file, text, context, plan)


def _get_english_problem(row: FileRow, text: Translatable) -> str:
    """Returns why the row's English cannot be taken for the text's, now or earlier; else blank."""
    if same(row.english, text.english):
        return ""
    is_earlier = row.fingerprints.get(ENGLISH) == short_fingerprint(row.english)
    if is_earlier and not has_control_characters(row.english, is_multiline=True):
        return ""
    return _(
        "The English differs from the saved text. English is edited in the admin, where"
        " you select whether the wording or the meaning changes."
    )


def _plan_text(
    row: FileRow, code: str, file: FileRows, text: Translatable, context: ImportContext, plan: Plan
) -> None:
    value, stored = tidy(row.values[code]), text.in_language(code)
    if not has_visible_character(value) and code not in row.problems:
        plan.kept += 1
        return
    if same(value, stored):
        _plan_unchanged(row, code, file, text, context, plan)
        return
    if code not in row.problems and row.fingerprints.get(code) == short_fingerprint(value):
        plan.unchanged += 1  # somebody has changed the text since; the translator has not
        return
    if row.unsure:
        plan.unsure += 1
        return
    problem = row.problems.get(code) or _get_text_problem(row, code, value, text, context)
    if problem:
        plan.errors.append(RowError(row.number, row.key, NAMES[code], problem))
        return
    is_older = not same(row.english, text.english)
    source = row.english if is_older else text.english
    plan.changes.append(Change(row.number, row.key, code, stored, value, source, is_older))


def _plan_unchanged(
    row: FileRow, code: str, file: FileRows, text: Translatable, context: ImportContext, plan: Plan
) -> None:
    """Plans to confirm a stale translation that comes back as it is, without its mark."""
    status = status_of(text, code, context.states.get((text.key, code)))
    is_confirmed = file.marks_unsure and not row.unsure and same(row.english, text.english)
    if status is Status.STALE and is_confirmed and code in context.writable:
        stored = text.in_language(code)
        plan.changes.append(Change(row.number, row.key, code, stored, stored, text.english))
    else:
        plan.unchanged += 1


def _get_text_problem(
    row: FileRow, code: str, value: str, text: Translatable, context: ImportContext
) -> str:
    """Returns why the translation cannot be stored; blank where it can."""
    if code == ENGLISH or code not in context.writable:
        return _("You do not have permission to change texts in this language.")
    stored = text.in_language(code)
    if code in row.fingerprints and row.fingerprints[code] != short_fingerprint(stored):
        is_long = len(stored) > LONGEST_QUOTE
        words = {"text": f"{stored[: LONGEST_QUOTE - 1]}…" if is_long else stored}
        return (
            _("Someone has changed this text since the file was created. It now says: “%(text)s”.")
            % words
        )
    if has_markup(value):
        return _("Texts cannot contain markup: remove everything between < and >, or & and ;.")
    return text_problem(text, code, value)
