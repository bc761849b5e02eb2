"""Provides the form that filters the texts of a page."""

from collections.abc import Mapping, Sequence

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from translations.selectors.side_by_side import ALL, MISSING, STALE, TERMS, TO_DO, TextFilter
from translations.selectors.texts import ENGLISH, Translatable

SHOW = (
    (ALL, _("All texts")),
    (TO_DO, _("Missing or outdated")),
    (MISSING, _("Missing")),
    (STALE, _("Outdated: the English has changed since")),
    (TERMS, _("Different from the table of trade terms")),
)


def group_field(texts: Sequence[Translatable]) -> forms.ChoiceField:
    """Returns a field that chooses one of the groups of these texts, or all."""
    groups = {text.group: text.group_label for text in texts}
    choices = [("", _("All groups")), *groups.items()]
    return forms.ChoiceField(label=_("Group"), required=False, choices=choices)


class FilterForm(forms.Form):
    """Chooses two languages and a filter. For an invalid field, the default is used."""

    use_required_attribute = False
    source = forms.ChoiceField(label=_("From"), choices=settings.LANGUAGES, required=False)
    target = forms.ChoiceField(label=_("Into"), choices=settings.LANGUAGES, required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)
    show = forms.ChoiceField(label=_("Show"), choices=SHOW, required=False)
    q = forms.CharField(label=_("Search"), required=False, max_length=200)

    def __init__(
        self, data: Mapping[str, str], *, texts: Sequence[Translatable], target: str
    ) -> None:
        values = {"source": ENGLISH, "target": target, "group": "", "show": ALL, "q": ""}
        super().__init__(values | {name: data[name] for name in values if name in data})
        self.fields["group"] = group_field(texts)
        self.default_target = target

    def text_filter(self) -> TextFilter:
        self.is_valid()
        values = self.cleaned_data
        return TextFilter(
            source=values.get("source") or ENGLISH,
            target=values.get("target") or self.default_target,
            group=values.get("group") or "",
            show=values.get("show") or ALL,
            search=values.get("q") or "",
        )
