"""Forms of content that has a key. Answers, results and comparisons hang on keys, so an edit says what it changes."""

from functools import cached_property

from django import forms
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator

from assessments.models import Section, Statement
from authoring.services.drafts import last_place

WORDING, MEANING = "wording", "meaning"


class KeyedForm(forms.ModelForm):
    """Asks of an edit whether it says the same in better words, or something else.

    The same keeps its key, in any state of the version. Something else is another statement: it takes a key of its own,
    and only in a draft. What no other version has, and nobody could answer yet, is not asked.
    """

    what_changed = forms.ChoiceField(
        label=_("What do you change?"),
        choices=[
            (WORDING, _("The wording: it says the same, better")),
            (MEANING, _("The meaning: it says something else, and takes a new key")),
        ],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Asked when a text changes. Earlier answers stay joined to the key."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self._is_asked():
            self.fields["what_changed"].widget = forms.HiddenInput()

    @cached_property
    def changed_data(self) -> list[str]:
        """The answer alone changes nothing that is stored."""
        return [name for name in super().changed_data if name != "what_changed"]

    def _is_asked(self) -> bool:
        """Somebody may have answered it, or has it in another version."""
        row = self.instance
        if row.pk is None:
            return False
        if not self._is_draft():
            return True
        return type(row).objects.filter(key=row.key).exclude(pk=row.pk).exists()

    def _is_draft(self) -> bool:
        row = self.instance
        return (row.section if isinstance(row, Statement) else row).questionnaire.is_draft

    def _texts_changed(self) -> bool:
        fields = translator.get_options_for_model(type(self.instance)).fields
        return any(name.rpartition("_")[0] in fields for name in self.changed_data)

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if self._is_asked():
            self._check(data.get("what_changed"), new_key="key" in self.changed_data)
        return data

    def _check(self, said: str | None, *, new_key: bool) -> None:
        if said == MEANING:
            self._check_meaning(new_key=new_key)
        elif new_key:
            self.add_error(
                "key",
                _(
                    "Only another meaning takes another key. Say that the meaning changes, or leave the key."
                ),
            )
        elif self._texts_changed() and not said and "what_changed" not in self.errors:
            self.add_error("what_changed", _("Say whether the wording or the meaning changes."))

    def _check_meaning(self, *, new_key: bool) -> None:
        if not self._is_draft():
            self.add_error(
                "what_changed",
                _(
                    "Another meaning needs a new key in a draft. Make a new version, and change it there."
                ),
            )
        elif not new_key:
            self.add_error("key", _("Another meaning needs another key."))
        elif type(self.instance).objects.filter(key=self.cleaned_data.get("key")).exists():
            self.add_error("key", _("This key had another meaning before. Choose one that is new."))

    def save(self, commit: bool = True):
        """A new section or statement goes after the last."""
        row = self.instance
        if isinstance(row, Section | Statement) and row.order is None:
            row.order = last_place(row.section if isinstance(row, Statement) else row.questionnaire)
        return super().save(commit)
