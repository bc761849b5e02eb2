"""Change forms that know what their page showed, so that nobody's edit is lost to another's."""

from django import forms
from django.db.models import Model
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from content.domain.text_diff import same_lines
from content.models.history import translated_fields
from content.selectors.history import keeps_history, last_change
from localization.available_languages import offered_codes

TAKEN_OFF = _(
    "Readers are offered this language, so the text cannot be emptied. Write another one instead."
)


class ConflictDetectionForm(forms.BaseModelForm):
    """Sends back, beside each field, what the page showed.

    A field that the editor left alone keeps what is stored by now. A field that both changed is an error that shows
    both; the form then carries what is stored now, so that sending it again is the editor's decision.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts: dict[str, object] = {}
        if self.instance.pk is None:
            return
        for name in self._own():
            self.fields[name].show_hidden_initial = True
        if self.is_bound:
            self._compare()

    def _own(self) -> list[str]:
        """The fields that are columns of the object, not what an admin adds to its form."""
        columns = {field.name for field in self._meta.model._meta.concrete_fields}
        return [
            name for name, field in self.fields.items() if name in columns and not field.disabled
        ]

    def _compare(self) -> None:
        """What was shown, what is stored, and what was sent, a field at a time."""
        self.data = self.data.copy()
        for name in self._own():
            bound = self[name]
            stored = _as_sent(self.fields[name], bound.initial)
            shown = same_lines(self.data.get(bound.html_initial_name, stored))
            self.data[bound.html_initial_name] = stored
            if isinstance(self.data.get(bound.html_name), str):
                self.data[bound.html_name] = same_lines(self.data[bound.html_name])
            if shown == stored:
                continue
            if not self._differs(name, shown):
                _show(self.data, bound, stored)
            elif self._differs(name, stored):
                self.conflicts[name] = bound.initial

    def _differs(self, name: str, other: str) -> bool:
        """What was sent is not `other`, as the field reads both."""
        field, bound = self.fields[name], self[name]
        try:
            value = field.to_python(other)
        except forms.ValidationError:
            return True
        return field.has_changed(value, bound.data)

    def clean(self) -> dict:
        """Lines end as they do in the content files, whatever browser sent them."""
        data = super().clean() or self.cleaned_data
        for name, value in data.items():
            if isinstance(value, str):
                data[name] = same_lines(value)
        for name, stored in self.conflicts.items():
            self.add_error(name, _told(self.instance, name, stored))
        self._keep_offered_texts()
        return self.cleaned_data

    def _keep_offered_texts(self) -> None:
        for field in translated_fields(self._meta.model):
            for code in offered_codes():
                name = f"{field}_{code}"
                emptied = name in self.cleaned_data and not self.cleaned_data[name]
                if emptied and self.initial.get(name):
                    self.add_error(name, TAKEN_OFF)


def with_conflict_detection(form: type[forms.ModelForm]) -> type[forms.ModelForm]:
    """The form of an admin or an inline, with memory."""
    if issubclass(form, ConflictDetectionForm):
        return form
    return type(form)(form.__name__, (ConflictDetectionForm, form), {})


def _as_sent(field: forms.Field, value: object) -> str:
    """A stored value as a page's hidden field holds it."""
    sent = field.hidden_widget().format_value(field.prepare_value(value))
    return "" if sent is None else same_lines(str(sent))


def _show(data, bound: forms.BoundField, stored: str) -> None:
    """What is stored by now takes the place of what the editor saw and left alone."""
    if isinstance(bound.field.widget, forms.CheckboxInput) and stored == "False":
        data.pop(bound.html_name, None)
    else:
        data[bound.html_name] = stored


def _told(row: Model, name: str, stored: object) -> str:
    """Who changed the field meanwhile, when, and to what."""
    entry = last_change(row, name) if keeps_history(type(row)) else None
    now = {"now": _("(empty)") if stored in (None, "") else localize(stored)}
    if entry is None or entry.history_user is None:
        return (
            _(
                "This was changed while you edited it. Stored now: “%(now)s”. Yours stands in the field; "
                "save again to replace what is stored."
            )
            % now
        )
    return _(
        "%(who)s changed this while you edited it (%(when)s). Stored now: “%(now)s”. Yours stands in the "
        "field; save again to replace what is stored."
    ) % {**now, "who": entry.history_user, "when": localize(localtime(entry.history_date))}
