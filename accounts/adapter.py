from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.signals import held_for_verification
from web.address_fields import normalized_or_lower

if TYPE_CHECKING:  # the models need this adapter
    from allauth.account.models import EmailAddress


class AccountAdapter(DefaultAccountAdapter):
    """Adds the product's name to mails, checks more strictly, and sends `held_for_verification`."""

    def render_mail(
        self,
        template_prefix: str,
        email: str,
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        context = {**context, "product_name": settings.PRODUCT_NAME}
        return super().render_mail(template_prefix, email, context, headers)

    def respond_email_verification_sent(
        self, request: HttpRequest, user: User | None
    ) -> HttpResponse:
        """Returns the page that asks for the confirmation of the address.

        allauth calls this where a sign-in or sign-up has to wait. `user` is None where the
        address belongs to another user already.
        """
        if user is not None:
            held_for_verification.send(type(self), request=request, user=user)
            if user.is_staff:
                messages.info(
                    request,
                    _(
                        "You are new to the staff, so we need to confirm your address once: open the "
                        "link in the email and sign in. The admin then opens."
                    ),
                )
        return super().respond_email_verification_sent(request, user)

    def clean_email(self, email: str) -> str:
        """Refuses an address that is too long for its column; allauth's forms do not check that."""
        max_length = User._meta.get_field("email").max_length
        if max_length is not None:
            MaxLengthValidator(max_length)(email)
        return super().clean_email(normalized_or_lower(email))

    def confirm_email(self, request: HttpRequest, email_address: "EmailAddress") -> bool:
        """Confirms an address, unless another user has signed up with it meanwhile."""
        try:
            with transaction.atomic():
                return super().confirm_email(request, email_address)
        except IntegrityError:
            template = "account/messages/email_confirmation_failed.txt"
            context = {"email": email_address.email}
            self.add_message(request, messages.ERROR, template, context)
            return False

    def is_safe_url(self, url: str) -> bool:
        """Tells whether sign-in may redirect to `url`: only to the host and port of the request."""
        request = current.request
        return url_has_allowed_host_and_scheme(
            url, {request.get_host()}, require_https=request.is_secure()
        )
