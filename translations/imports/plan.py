"""From a file's rows to what it changes: each held to the rules, errors by row with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from localization.characters import has_control_characters
from translations.domain.texts import has_markup, same, tidy
from translations.exports.fingerprints import mark
from translations.imports.rows import FileRow, FileRows
from translations.selectors.status import States, Status, status_of
from translations.selectors.texts import ENGLISH, Translatable
from translations.validators import text_problem

NAMES = dict(settings.LANGUAGES)
SHOWN = 80
"""Characters of a foreign text that a message repeats."""


@dataclass(frozen=True)
class RowError:
    row: int
    key: str
    column: str
    message: str


@dataclass(frozen=True)
class Change:
    """One translation to write, or, where it is as stored, to confirm."""

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
    changes: list[Change] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    unchanged: int = 0
    kept: int = 0
    """Blank in the file: the text stays."""
    unsure: int = 0
    """Marked as unsure by the translator: not taken."""


@dataclass(frozen=True)
class Setting:
    """What rows are read against."""

    texts: Mapping[str, Translatable]
    states: States
    writable: Sequence[str]


def make_plan(file: FileRows, setting: Setting) -> Plan:
    plan, seen = Plan(), {}
    for row in file.rows:
        _judge_row(row, file, setting, plan, seen)
    return plan


def _judge_row(row: FileRow, file: FileRows, setting: Setting, plan: Plan, seen: dict) -> None:
    text = setting.texts.get(row.key)
    problem = _row_problem(row, text, seen)
    seen.setdefault(row.key, row.number)
    if problem:
        plan.errors.append(RowError(row.number, row.key[:SHOWN], "", problem))
        return
    for code in file.languages:
        _judge_cell(row, code, file, text, setting, plan)


def _row_problem(row: FileRow, text: Translatable | None, seen: dict[str, int]) -> str:
    if not row.key:
        return _("This row has no key.")
    if row.key in seen:
        return _("Row %(row)s has this key already.") % {"row": seen[row.key]}
    if text is None:
        return _("No text has this key, or you may not see it.")
    if same(row.english, text.english):
        return ""
    if has_control_characters(row.english, is_multiline=True) or row.marks.get(ENGLISH) != mark(row.english):
        return _(
            "The English differs from what is stored. English is edited in the admin, "
            "where you say whether wording or meaning changes."
        )
    return ""


def _judge_cell(
    row: FileRow, code: str, file: FileRows, text: Translatable, setting: Setting, plan: Plan
) -> None:
    value, stored = tidy(row.values[code]), text.in_language(code)
    if not value and code not in row.problems:
        plan.kept += 1
        return
    if same(value, stored):
        _judge_unchanged(row, code, file, text, setting, plan)
        return
    if code not in row.problems and row.marks.get(code) == mark(value):
        plan.unchanged += 1  # somebody has changed the text since; the translator has not
        return
    if row.unsure:
        plan.unsure += 1
        return
    problem = row.problems.get(code) or _cell_problem(row, code, value, text, setting)
    if problem:
        plan.errors.append(RowError(row.number, row.key, NAMES[code], problem))
        return
    is_older = not same(row.english, text.english)
    source = row.english if is_older else text.english
    plan.changes.append(Change(row.number, row.key, code, stored, value, source, is_older))


def _judge_unchanged(
    row: FileRow, code: str, file: FileRows, text: Translatable, setting: Setting, plan: Plan
) -> None:
    """A stale translation that comes back without its mark was looked at and found right."""
    status = status_of(text, code, setting.states.get((text.key, code)))
    looked_at = file.marks_unsure and not row.unsure and same(row.english, text.english)
    if status is Status.STALE and looked_at and code in setting.writable:
        stored = text.in_language(code)
        plan.changes.append(Change(row.number, row.key, code, stored, stored, text.english))
    else:
        plan.unchanged += 1


def _cell_problem(row: FileRow, code: str, value: str, text: Translatable, setting: Setting) -> str:
    if code == ENGLISH or code not in setting.writable:
        return _("You may not write texts in this language.")
    stored = text.in_language(code)
    if code in row.marks and row.marks[code] != mark(stored):
        words = {"text": stored if len(stored) <= SHOWN else f"{stored[: SHOWN - 1]}…"}
        return (
            _("Somebody has changed this text since the file was made. It says now: “%(text)s”.")
            % words
        )
    if has_markup(value):
        return _("Texts are plain: take out the markup (what stands between < and >, or & and ;).")
    return text_problem(text, code, value)
