from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from localization.available_languages import offered_codes
from localization.languages import LANGUAGE_NAMES, current_language
from web.address_fields import AddressFormField

UNKNOWN_ROLE = {
    "required": _("Choose one of the roles."),
    "invalid_choice": _("Choose one of the roles."),
}


class RoleForm(forms.Form):
    """Asks the role of one member; a page has a form for each."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, error_messages=UNKNOWN_ROLE)

    def __init__(self, *args: Any, member_id: int, **kwargs: Any) -> None:
        kwargs["auto_id"] = f"id_%s_{member_id}"
        super().__init__(*args, **kwargs)
        self.fields["role"].widget.attrs["class"] = "form-select"


def _list_languages() -> list[tuple[str, str]]:
    return [(code, LANGUAGE_NAMES[code]) for code in offered_codes()]


class InvitationForm(forms.Form):
    """Asks whom to invite, with which role, and in which language to write."""

    email = AddressFormField(
        label=_("Email"),
        max_length=User._meta.get_field("email").max_length,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("Role"), choices=Role.choices, initial=Role.EDITOR, error_messages=UNKNOWN_ROLE
    )
    language = forms.ChoiceField(
        label=_("Email language"),
        choices=_list_languages,
        initial=current_language,
        error_messages={"required": _("Choose an option.")},
    )
