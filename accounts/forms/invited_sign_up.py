from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.account.models import EmailAddress
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.forms.plain_fields import PlainFields
from accounts.models import Account, User
from accounts.services.invitations import invitation_accept


class InvitedSignupForm(PlainFields, AllauthSignupForm):
    """Asks a password of somebody who has opened the link of an invitation, and no company.

    The address is that of the invitation, whatever is sent. It needs no confirmation: the link
    arrived there.
    """

    account: Account

    def __init__(self, *args: Any, email: str, token: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"email": email}, **kwargs)
        self.token = token
        self.fields["email"].disabled = True
        self.fields["email"].label = _("Email")
        self.fields["email"].widget.attrs["autocomplete"] = "username"
        if "password2" in self.fields:
            self.fields["password2"].label = _("Confirm password")

    def validate_unique_email(self, value: str) -> str:
        """Leaves it to the database: the view asks users who have an account to sign in."""
        return value

    @transaction.atomic
    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Saves the user as a member of the account that invites.

        Raises IntegrityError for an address that has an account by now, and InvitationClosed.
        """
        user, response = super().try_save(request)
        EmailAddress.objects.get(user=user).set_verified()
        self.account = invitation_accept(token=self.token, user=user)
        return user, response
