from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject
from django import forms
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments.labels import SCALE
from assessments.selectors.content import SectionContent, StatementContent

VALUES = {str(value): value for value, _label in SCALE}
SHOWN = "__shown"
"""Suffix of the hidden field that says what the page showed for a statement."""
NOT_ANSWERS = {"csrfmiddlewaretoken", "to", "language", "appearance"}


class AnswerWidget(forms.Widget):
    """Reads every value that was sent for the name, so that two for one statement do not pass for one."""

    def value_from_datadict(self, data, files, name):
        return (
            data.getlist(name) if hasattr(data, "getlist") else [data[name]] if name in data else []
        )


class AnswerField(forms.Field):
    """A rating: one of the five values, exactly as the page offers them. Nothing sent is no answer, not an error."""

    widget = AnswerWidget

    def clean(self, value: list[str]) -> int | None:
        given = [text for text in value if text != ""]
        if not given:
            return None
        if len(given) > 1:
            raise forms.ValidationError(_("Two answers arrived for this statement. Choose one."))
        if given[0] not in VALUES:
            raise forms.ValidationError(
                _("“%(value)s” is none of the five answers. Choose one."),
                params={"value": given[0][:40]},
            )
        return VALUES[given[0]]


@dataclass(frozen=True)
class LikertRow:
    """One statement with its five choices, as the template draws it."""

    statement: StatementContent
    value: int | None
    shown: str
    errors: tuple[str, ...]

    @property
    def choices(self) -> SafeString:
        return choices_html(self.statement.key, self.value, get_language())


@lru_cache(maxsize=4096)
def choices_html(key: str, value: int | None, language: str) -> SafeString:
    """The five radios of a statement. They differ by key, value and language alone, so each is drawn once."""
    context = {"key": key, "value": value, "scale": SCALE}
    return get_template("assessments/_choices.html").render(context)


class LikertRows(LayoutObject):
    """All statements of a section in one template: a template per radio makes the page three times dearer."""

    template = "assessments/_likert.html"

    def render(self, form, context, **kwargs):
        return get_template(self.template).render({"rows": form.rows()})


class SectionForm(forms.Form):
    """One field a statement, named by its key."""

    use_required_attribute = False

    def __init__(self, section: SectionContent, answers: Mapping[str, int], data=None):
        super().__init__(data)
        self.section = section
        self.answers = answers
        self.fields |= {
            statement.key: self.field_for(statement) for statement in section.statements
        }

    @staticmethod
    def field_for(statement: StatementContent) -> AnswerField:
        return AnswerField(label=str(statement.text), required=False)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True  # the page's form holds the token
        helper.layout = Layout(LikertRows())
        return helper

    def clean(self):
        known = NOT_ANSWERS | self.fields.keys() | {name + SHOWN for name in self.fields}
        for name in sorted(self.data.keys() - known):
            self.add_error(
                None,
                forms.ValidationError(
                    _("This section has no statement “%(key)s”."), params={"key": name[:60]}
                ),
            )
        return super().clean()

    @property
    def given(self) -> dict[str, int]:
        """The valid answers that arrived, by statement key."""
        return {key: value for key, value in self.cleaned_data.items() if value is not None}

    @property
    def shown(self) -> dict[str, str]:
        """What the page showed, by statement key, where it said so."""
        return {name: self.data[name + SHOWN] for name in self.fields if name + SHOWN in self.data}

    def rows(self) -> list[LikertRow]:
        """What was typed stands over what is stored; a typed value that is no answer is named in its error."""
        values = {**self.answers, **(self.given if self.is_bound else {})}
        return [
            LikertRow(
                statement=statement,
                value=values.get(statement.key),
                shown=str(values.get(statement.key, "")),
                errors=tuple(self.errors.get(statement.key, ())) if self.is_bound else (),
            )
            for statement in self.section.statements
        ]
