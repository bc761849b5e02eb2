from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject
from django import forms
from django.http import QueryDict
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments.domain.progress import fingerprint
from assessments.models.assessment import NOTE_LENGTH
from assessments.presenters.scale_labels import SCALE
from assessments.selectors.assessment import AssessmentAccess
from assessments.selectors.content import (
    QuestionnaireContent,
    SectionContent,
    StatementContent,
)
from web.restored_forms import state_name

VALUES = {str(value): value for value, _label in SCALE}
BASELINE_SUFFIX = "__shown"
"""Suffix of the hidden field with what the page showed: the answer, or the note's fingerprint."""
NOTE = "__note"
"""Suffix of the field with the note on a statement."""


def field_names(statement_keys: Iterable[str]) -> set[str]:
    """Returns the names of the fields that ask these statements."""
    return {key + suffix for key in statement_keys for suffix in ("", NOTE)}


def only_changed(fields: QueryDict, content: QuestionnaireContent) -> QueryDict:
    """Returns the answers and notes that differ from what their page showed.

    The others may have changed since; what is stored of them is newer.
    """
    changed, names = QueryDict(mutable=True), field_names(content.statements)
    for name, values in fields.lists():
        shown = fields.get(name + BASELINE_SUFFIX)
        text = values[-1].replace("\r\n", "\n").replace("\r", "\n")
        sent = fingerprint(text) if name.endswith(NOTE) else text
        if name in names and sent != shown:
            changed.setlist(name, values)
    return changed


class AnswerWidget(forms.Widget):
    """Reads every value that was sent for the name, so that the field can refuse two."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        return (
            data.getlist(name) if hasattr(data, "getlist") else [data[name]] if name in data else []
        )


class AnswerField(forms.Field):
    """Accepts one of the five values exactly as the page offers them, or no answer."""

    widget = AnswerWidget

    def clean(self, value: list[str]) -> int | None:
        given = [text for text in value if text != ""]
        if not given:
            return None
        if len(given) > 1:
            raise forms.ValidationError(_("This statement has two answers. Choose one."))
        if given[0] not in VALUES:
            raise forms.ValidationError(
                _("“%(value)s” is not one of the five answers. Choose one."),
                params={"value": given[0][:40]},
            )
        return VALUES[given[0]]


@dataclass(frozen=True)
class LikertRow:
    """Holds one statement with its five choices and its note, for the template."""

    statement: StatementContent
    value: int | None
    baseline: str
    errors: tuple[str, ...]
    note: str = ""
    note_baseline: str = ""
    note_errors: tuple[str, ...] = ()
    note_id: str = ""
    last: int | None = None
    """The answer of the earlier assessment."""
    is_new: bool = False
    """There is an earlier assessment, and it did not ask this."""

    @property
    def choices(self) -> SafeString:
        return choices_html(self.statement.key, self.value, self.last, get_language())

    @property
    def remark(self) -> SafeString:
        """Renders the field for a note; cached by statement and language while it is empty."""
        if self.note or self.note_errors or self.note_baseline:
            context = {"row": self, "note_length": NOTE_LENGTH}
            return SafeString(get_template("assessments/_remark.html").render(context))
        return empty_remark_html(self.statement.key, self.statement.number, get_language())


@lru_cache(maxsize=1024)
def empty_remark_html(key: str, number: int, language: str) -> SafeString:
    row = {"statement": {"key": key, "number": number}, "note": "", "note_id": key + NOTE}
    context = {"row": row, "note_length": NOTE_LENGTH}
    return SafeString(get_template("assessments/_remark.html").render(context))


def note_id(key: str, stored: str) -> str:
    """Returns the id of a note's field, another one for each stored note.

    Firefox fills in the fields of a tab that was closed by their ids.
    """
    return f"{key}{NOTE}-{fingerprint(stored)}" if stored else key + NOTE


def notes_state(baseline: list[tuple[str, str]]) -> str:
    """Returns the name of a form by the notes that its page shows as stored."""
    notes = sorted(pair for pair in baseline if pair[0].endswith(NOTE + BASELINE_SUFFIX))
    return state_name(repr(notes))


@lru_cache(maxsize=8192)
def choices_html(key: str, value: int | None, last: int | None, language: str) -> SafeString:
    """Renders the five radios of a statement; cached by key, answers and language."""
    scale = [(mark, label, mark == value) for mark, label in SCALE]
    context = {"key": key, "value": value, "last": last, "scale": scale}
    return SafeString(get_template("assessments/_choices.html").render(context))


class LikertRows(LayoutObject):
    """Renders all statements by one template: one for each radio would cost three times as much."""

    template = "assessments/_likert.html"

    def render(self, form: "SectionForm", context: Context, **kwargs: Any) -> str:
        rows = form.rows()
        baseline = form.to_baseline_fields(rows)
        likert = {"rows": rows, "baseline": baseline, "state": notes_state(baseline)}
        return get_template(self.template).render(likert)


class SectionForm(forms.Form):
    """Asks the statements of a section; each field is named by the statement's key."""

    use_required_attribute = False

    def __init__(
        self,
        section: SectionContent,
        access: AssessmentAccess,
        data: QueryDict | None = None,
        earlier: Mapping[str, int] | None = None,
    ) -> None:
        """Builds the form; `earlier` holds the answers to show beside the statements."""
        super().__init__(data, auto_id="%s")
        self.section, self.content = section, access.content
        self.answers, self.notes, self.earlier = access.answers, access.notes, earlier
        self.fields |= {row.key: self.field_for(row) for row in section.statements}
        self.fields |= {row.key + NOTE: self.note_field_for(row) for row in section.statements}

    def field_for(self, statement: StatementContent) -> AnswerField:
        values = {"section": self.section.name, "number": statement.number}
        return AnswerField(label=_("%(section)s, %(number)s") % values, required=False)

    def note_field_for(self, statement: StatementContent) -> forms.CharField:
        label = _("Note on statement %(number)s") % {"number": statement.number}
        widget = forms.Textarea({"id": note_id(statement.key, self.notes.get(statement.key, ""))})
        return forms.CharField(label=label, required=False, max_length=NOTE_LENGTH, widget=widget)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper(self)
        helper.form_tag = False
        helper.form_show_errors = False  # they stand in the summary and beside their statements
        helper.disable_csrf = True  # the page's form holds the token
        helper.layout = Layout(LikertRows())
        return helper

    def clean(self) -> None:
        """Refuses answers to another section, which would be lost.

        All other names are ignored: a browser's extension adds fields, and so may another release.
        """
        of_others = field_names(self.content.statements) - self.fields.keys()
        for name in sorted(self.data.keys() & of_others):
            self.add_error(
                None,
                forms.ValidationError(
                    _("This section has no statement “%(key)s”."), params={"key": name[:60]}
                ),
            )
        super().clean()

    @property
    def given(self) -> dict[str, int]:
        """Returns the valid answers that arrived, by statement key."""
        values = {row.key: self.cleaned_data.get(row.key) for row in self.section.statements}
        return {key: value for key, value in values.items() if value is not None}

    @property
    def given_notes(self) -> dict[str, str]:
        """Returns the valid notes that arrived, empty ones too, by statement key."""
        keys = [row.key for row in self.section.statements if row.key + NOTE in self.data]
        return {
            key: self.cleaned_data[key + NOTE] for key in keys if key + NOTE in self.cleaned_data
        }

    @property
    def baseline_answers(self) -> dict[str, str]:
        """Returns what the page showed, by statement key, where it said so."""
        keys = [
            row.key for row in self.section.statements if row.key + BASELINE_SUFFIX in self.data
        ]
        return {key: self.data[key + BASELINE_SUFFIX] for key in keys}

    @property
    def baseline_notes(self) -> dict[str, str]:
        """Returns the fingerprints of the notes that the page showed, by statement key."""
        keys = [
            row.key
            for row in self.section.statements
            if row.key + NOTE + BASELINE_SUFFIX in self.data
        ]
        return {key: self.data[key + NOTE + BASELINE_SUFFIX] for key in keys}

    def rows(self) -> list[LikertRow]:
        """Lists the statements; valid input replaces the stored answer."""
        values = {**self.answers, **(self.given if self.is_bound else {})}
        return [
            self._row(statement, values.get(statement.key)) for statement in self.section.statements
        ]

    def _row(self, statement: StatementContent, value: int | None) -> LikertRow:
        key, stored = statement.key, self.notes.get(statement.key, "")
        typed = self.data.get(key + NOTE, stored) if self.is_bound else stored
        return LikertRow(
            statement=statement,
            value=value,
            baseline=str(self.answers.get(key, "")),
            errors=self._errors_of(key),
            note=typed,
            note_baseline=fingerprint(stored),
            note_errors=self._errors_of(key + NOTE),
            note_id=note_id(key, stored),
            last=self.earlier.get(key) if self.earlier else None,
            is_new=self.earlier is not None and key not in self.earlier,
        )

    @property
    def stored_state(self) -> str:
        """Returns the name of the form by the notes that are stored."""
        return notes_state(self.to_baseline_fields(self.rows()))

    @staticmethod
    def to_baseline_fields(rows: list[LikertRow]) -> list[tuple[str, str]]:
        """Lists the hidden fields that say which stored values a page shows."""
        fields = [(row.statement.key + BASELINE_SUFFIX, row.baseline) for row in rows]
        return fields + [
            (row.statement.key + NOTE + BASELINE_SUFFIX, row.note_baseline) for row in rows
        ]

    def to_saved_baseline_fields(self) -> list[tuple[str, str]]:
        """Lists the same for an open page after a save: what it sent, else what it showed.

        It leaves out what others stored meanwhile, which the page does not show.
        """
        fields = self.baseline_answers | {key: str(value) for key, value in self.given.items()}
        notes = self.baseline_notes | {
            key: fingerprint(text) for key, text in self.given_notes.items()
        }
        return [(key + BASELINE_SUFFIX, value) for key, value in fields.items()] + [
            (key + NOTE + BASELINE_SUFFIX, value) for key, value in notes.items()
        ]

    def _errors_of(self, name: str) -> tuple[str, ...]:
        return tuple(map(str, self.errors.get(name, ()))) if self.is_bound else ()
