from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings

from accounts.signals import held_for_verification


class AccountAdapter(DefaultAccountAdapter):
    """Our product's name in mails; the rest is allauth's."""

    def render_mail(self, template_prefix, email, context, headers=None):
        context = {**context, "product_name": settings.PRODUCT_NAME}
        return super().render_mail(template_prefix, email, context, headers)

    def respond_email_verification_sent(self, request, user):
        """Asked where signing in or up stops; without a user where the address was somebody else's."""
        if user is not None:
            held_for_verification.send(type(self), request=request, user=user)
        return super().respond_email_verification_sent(request, user)
