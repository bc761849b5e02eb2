"""Protects the keys of pieces: answers, results and comparisons refer to a piece by its key."""

from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator

from assessments.models import Section, Stage, Statement
from authoring.selectors.version import get_next_order, get_questionnaire
from localization.columns import column_names
from web.text_fields import CodeField

WORDING, MEANING = "wording", "meaning"


class KeyedForm(forms.ModelForm):
    """Asks whether an edit changes the wording or the meaning of a text.

    Another wording keeps the key, in every version. Another meaning needs another key, which only
    a draft can have. The form asks unless the piece is new in a draft: then it has no answers yet.
    """

    instance: Section | Statement | Stage

    class Meta:
        field_classes = {"key": CodeField}

    what_changed = forms.ChoiceField(
        label=_("What are you changing?"),
        choices=[
            (WORDING, _("The wording: it says the same thing, but better")),
            (MEANING, _("The meaning: it says something else and needs a new key")),
        ],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Asked when a text changes. Earlier answers stay linked to the key."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self._asks_what_changed():
            self.fields["what_changed"].widget = forms.HiddenInput()

    @cached_property
    def changed_data(self) -> list[str]:
        """Leaves out `what_changed`, which is not stored."""
        return [name for name in super().changed_data if name != "what_changed"]

    def _asks_what_changed(self) -> bool:
        """Tells whether there can be answers: the version was published, or another has the key."""
        row = self.instance
        if row._state.adding:
            return False
        if not self._is_draft():
            return True
        same_key = type(row)._default_manager.filter(key=row.key)
        return same_key.exclude(pk=row.pk).exists()

    def _is_draft(self) -> bool:
        return get_questionnaire(self.instance).is_draft

    def _has_changed_text(self) -> bool:
        fields = translator.get_options_for_model(type(self.instance)).get_field_names()
        return any(name in self.changed_data for field in fields for name in column_names(field))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self._asks_what_changed():
            self._check(data.get("what_changed"), has_new_key="key" in self.changed_data)
        return data

    def _check(self, what_changed: str | None, *, has_new_key: bool) -> None:
        """Adds an error where the answer does not agree with the edit."""
        if what_changed == MEANING:
            self._check_meaning(has_new_key=has_new_key)
        elif has_new_key:
            self.add_error(
                "key",
                _(
                    "Only a new meaning needs a new key. Select “The meaning”, or leave the key "
                    "unchanged."
                ),
            )
        elif self._has_changed_text() and not what_changed and "what_changed" not in self.errors:
            self.add_error("what_changed", _("Select whether the wording or the meaning changes."))

    def _check_meaning(self, *, has_new_key: bool) -> None:
        """Adds an error unless the piece is in a draft and has a key that no version has."""
        same_key = type(self.instance)._default_manager.filter(key=self.cleaned_data.get("key"))
        if not self._is_draft():
            self.add_error(
                "what_changed",
                _(
                    "A new meaning needs a new key in a draft. Create a new version and change it "
                    "there."
                ),
            )
        elif not has_new_key:
            self.add_error("key", _("A new meaning needs a new key."))
        elif same_key.exists():
            self.add_error("key", _("This key had a different meaning before. Choose a new one."))

    def save(self, commit: bool = True) -> Any:
        """Saves the row; a new section or statement gets the number after the last."""
        row = self.instance
        if row._state.adding and isinstance(row, Section | Statement):
            parent = row.section if isinstance(row, Statement) else row.questionnaire
            row.order = get_next_order(parent)
        return super().save(commit)
