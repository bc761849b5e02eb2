"""Provides change forms that detect edits made since their page was rendered."""

import types
from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from content.domain.text_diff import same_lines
from content.models.history import keeps_history, translated_fields
from content.selectors.history import last_change
from localization.available_languages import offered_codes
from localization.columns import column_name

EMPTIED = _(
    "This language is available to readers, so the text cannot be blank. Enter "
    "another text instead."
)


class ConflictDetectionForm(forms.BaseModelForm):
    """Sends back, in a hidden input beside each field, the value that the page showed.

    A field that the editor left alone keeps the value that is stored now. A field that both the
    editor and somebody else changed is an error that shows both values. The form then carries the
    value that is stored now, so that the editor overwrites it only by sending the form again.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflicts: dict[str, object] = {}
        if self.instance.pk is None:
            return
        for name in self._column_fields():
            self.fields[name].show_hidden_initial = True
        if self.is_bound:
            self._compare()

    def _column_fields(self) -> list[str]:
        """Returns the fields that are columns of the object, without those an admin adds."""
        columns = {field.name for field in self._meta.model._meta.concrete_fields}
        return [
            name for name, field in self.fields.items() if name in columns and not field.disabled
        ]

    def _compare(self) -> None:
        """Compares for each field the value of the page, the stored one and the sent one."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        self.data = data
        for name in self._column_fields():
            bound = self[name]
            stored = _as_sent(self.fields[name], bound.initial)
            baseline = same_lines(str(data.get(bound.html_initial_name, stored)))
            data[bound.html_initial_name] = stored
            sent = data.get(bound.html_name)
            if isinstance(sent, str):
                data[bound.html_name] = same_lines(sent)
            if baseline == stored:
                continue
            if not self._differs(name, baseline):
                _replace(data, bound, stored)
            elif self._differs(name, stored):
                self.conflicts[name] = bound.initial

    def _differs(self, name: str, other: str) -> bool:
        """Tells whether the value that was sent is another one than `other`."""
        field, bound = self.fields[name], self[name]
        try:
            value = field.to_python(other)
        except forms.ValidationError:
            return True
        return field.has_changed(value, bound.data)

    def clean(self) -> dict[str, Any]:
        """Makes line ends those of the content files, and adds the errors of conflicts."""
        data = super().clean() or self.cleaned_data
        for name, value in data.items():
            if isinstance(value, str):
                data[name] = same_lines(value)
        for name, stored in self.conflicts.items():
            self.add_error(name, _conflict_message(self.instance, name, stored))
        self._keep_offered_texts()
        return self.cleaned_data

    def _keep_offered_texts(self) -> None:
        for field in translated_fields(self._meta.model):
            for code in offered_codes():
                name = column_name(field, code)
                emptied = name in self.cleaned_data and not self.cleaned_data[name]
                if emptied and self.initial.get(name):
                    self.add_error(name, EMPTIED)


def with_conflict_detection(form: type[forms.ModelForm]) -> type[forms.ModelForm]:
    """Returns the form class of an admin or an inline with the detection of conflicts."""
    if issubclass(form, ConflictDetectionForm):
        return form
    return types.new_class(form.__name__, (ConflictDetectionForm, form))


def _as_sent(field: forms.Field, value: object) -> str:
    """Returns a stored value as the hidden input of a page holds it."""
    sent = field.hidden_widget().format_value(field.prepare_value(value))
    return "" if sent is None else same_lines(str(sent))


def _replace(data: QueryDict, bound: forms.BoundField, stored: str) -> None:
    """Replaces a value that the editor left alone by the one that is stored now."""
    if isinstance(bound.field.widget, forms.CheckboxInput) and stored == "False":
        data.pop(bound.html_name, None)
    else:
        data[bound.html_name] = stored


def _conflict_message(row: Model, name: str, stored: object) -> str:
    """Says who changed the field meanwhile, when, and to what."""
    entry = last_change(row, name) if keeps_history(type(row)) else None
    now = {"now": _("(blank)") if stored in (None, "") else localize(stored)}
    if entry is None or entry.history_user is None:
        return (
            _(
                "This text was changed while you were editing it. Saved now: “%(now)s”. Your "
                "text is still in the field; save again to replace the saved one."
            )
            % now
        )
    return _(
        "%(who)s changed this text while you were editing it (%(when)s). Saved now: "
        "“%(now)s”. Your text is still in the field; save again to replace the saved "
        "one."
    ) % {**now, "who": entry.history_user, "when": localize(localtime(entry.history_date))}
