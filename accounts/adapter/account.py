import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts.adapter.known_device import known_device
from accounts.models import User
from accounts.presenters.mails import present_mail
from accounts.selectors import email_language, user_key
from accounts.services import user_password_save
from accounts.signals import held_for_verification
from jobs.backends import AccountEmail
from localization.languages import current_language, url_in
from web.address_fields import normalized_or_lower

if TYPE_CHECKING:  # the models need this adapter
    from allauth.account.models import EmailAddress

logger = logging.getLogger("security")


def _in_language(value: Any, language: str, name: str) -> Any:
    """Returns an address of a page in `language`, and any other fact as it is."""
    if not name.endswith("_url"):
        return value
    address = urlsplit(value)
    return address._replace(path=url_in(language, address.path)).geturl()


class AccountAdapter(DefaultAccountAdapter):
    """Renders our mails, checks more strictly, and sends `held_for_verification`."""

    def render_mail(
        self,
        template_prefix: str,
        email: str,
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMultiAlternatives:
        """Returns the mail as text and HTML, in the recipient's language, as are its links."""
        request = current.request
        language = email_language(email, context.get("user"))
        with translation.override(language):
            facts = {
                **{name: _in_language(value, language, name) for name, value in context.items()},
                "email": email,
                "product_name": settings.PRODUCT_NAME,
                "new_password_url": build_absolute_uri(request, reverse("account_reset_password")),
            }
            mail = present_mail(template_prefix, facts)
            page = {**facts, "mail": mail, "site_url": build_absolute_uri(request, reverse("home"))}
            text = render_to_string("accounts/mail.txt", page).strip()
            html = render_to_string("accounts/mail.html", page)
        subject = self.format_email_subject(mail.subject)
        message = AccountEmail(subject, text, self.get_from_email(), [email], headers=headers)
        message.account_id = context.get("account_id")
        message.attach_alternative(html, "text/html")
        return message

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Sends a mail to a user; its address may be one that they no longer sign in with."""
        super().send_notification_mail(
            template_prefix, user, {"user": user, **(context or {})}, email
        )

    def save_user(
        self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True
    ) -> User:
        """Saves a user who signs up; emails are written in the language of the form."""
        user.language = current_language()
        return super().save_user(request, user, form, commit)

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

    def set_password(self, user: User, password: str) -> None:
        """Saves a new password, which the activity of the user's companies shows."""
        user.set_password(password)
        user_password_save(user=user)

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

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """Lists how a user can confirm who they are, in our words for passkeys."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        for method in methods:
            if method["id"] == "mfa_reauthenticate:webauthn":
                method["description"] = _("Use your passkey")
        return methods

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts the attempt, and logs where there were too many."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            logger.warning("user %s: locked out", user_key(credentials.get("email", "")))
            raise

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Returns what wrong passwords are counted by: the address, in a known device apart.

        allauth counts by the header Host as well, which whoever guesses passwords can vary. There is
        no public way to say what counts.
        """
        email = credentials.get("email", "")
        return f"{email}:{known_device(request, email)}"
