from typing import Any

from allauth.socialaccount.forms import SignupForm as AllauthProviderSignupForm

from accounts.forms.plain_fields import PlainFields
from accounts.forms.sign_in import AnswersAlike, simplify_email


class ProviderSignupForm(PlainFields, AnswersAlike, AllauthProviderSignupForm):
    """Asks somebody whom the provider has sent for their company; the address is the provider's."""

    field_order = ["email", "company", "country", "currency"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        simplify_email(self, "email")
        self.fields["email"].disabled = True
