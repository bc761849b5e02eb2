from collections.abc import Sequence

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from translations.selectors.side_by_side import ALL, MISSING, STALE, TERMS, TO_DO, TextFilter
from translations.selectors.texts import ENGLISH, Translatable

SHOW = (
    (ALL, _("All texts")),
    (TO_DO, _("Missing or stale")),
    (MISSING, _("Missing")),
    (STALE, _("Stale: the English has changed since")),
    (TERMS, _("With another word than the table of trade terms")),
)


def groups_of(texts: Sequence[Translatable]) -> list[tuple[str, str]]:
    return list({text.group: text.group_label for text in texts}.items())


class WantedForm(forms.Form):
    """Two languages and a filter. What makes no sense is said, and the rest is used."""

    use_required_attribute = False
    source = forms.ChoiceField(label=_("From"), choices=settings.LANGUAGES, required=False)
    target = forms.ChoiceField(label=_("Into"), choices=settings.LANGUAGES, required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)
    show = forms.ChoiceField(label=_("Show"), choices=SHOW, required=False)
    q = forms.CharField(label=_("Search"), required=False, max_length=200)

    def __init__(self, data, *, texts: Sequence[Translatable], target: str):
        filled = {"source": ENGLISH, "target": target, "group": "", "show": ALL, "q": ""}
        super().__init__(filled | {name: data[name] for name in filled if name in data})
        self.fields["group"].choices = [("", _("All groups")), *groups_of(texts)]
        self.default_target = target

    def wanted(self) -> TextFilter:
        self.is_valid()
        found = self.cleaned_data
        return TextFilter(
            source=found.get("source") or ENGLISH,
            target=found.get("target") or self.default_target,
            group=found.get("group") or "",
            show=found.get("show") or ALL,
            search=found.get("q") or "",
        )
