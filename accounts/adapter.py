from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User
from accounts.signals import held_for_verification


class AccountAdapter(DefaultAccountAdapter):
    """Our product's name in mails, stricter checks, and a word to the rooms above; the rest is allauth's."""

    def render_mail(self, template_prefix, email, context, headers=None):
        context = {**context, "product_name": settings.PRODUCT_NAME}
        return super().render_mail(template_prefix, email, context, headers)

    def respond_email_verification_sent(self, request, user):
        """Asked where signing in or up stops; without a user where the address was somebody else's."""
        if user is not None:
            held_for_verification.send(type(self), request=request, user=user)
        return super().respond_email_verification_sent(request, user)

    def clean_email(self, email: str) -> str:
        """The forms allow more than the column holds; what does not fit is refused, not cut off."""
        MaxLengthValidator(User._meta.get_field("email").max_length)(email)
        return super().clean_email(email)

    def is_safe_url(self, url: str) -> bool:
        """Signing in leads to a page of the host and port that was asked, not of any other that we answer to."""
        request = current.request
        return url_has_allowed_host_and_scheme(
            url, {request.get_host()}, require_https=request.is_secure()
        )
