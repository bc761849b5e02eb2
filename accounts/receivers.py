"""Receives what happens at sign-in: sets how long sessions last, and logs security events.

The log names users by their key alone, one line for each event.
"""

import logging
from typing import Any

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as provider
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from accounts.selectors import user_key
from accounts.services.sessions import session_idle_time_set

logger = logging.getLogger("security")


@receiver(user_logged_in)
def limit_session(sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
    session_idle_time_set(session=request.session, user=user)


@receiver(account.user_logged_in)
@receiver(account.password_reset)
def know_device(sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
    """Notes for the middleware that this browser is its user's: a link in an email proves it too."""
    request.device_of = user.email  # type: ignore[attr-defined]


@receiver(account.user_logged_in)
def log_sign_in(sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
    records = get_authentication_records(request, user)
    methods = [record.get("type") or record["method"] for record in records]
    logger.info("user %s signed in (%s)", user.pk, ", ".join(methods) or "email link")


@receiver(user_login_failed)
def log_failure(sender: object, credentials: dict[str, Any], **kwargs: object) -> None:
    logger.warning("user %s: wrong password", user_key(credentials.get("email", "")))


@receiver(mfa.authentication_failed)
def log_wrong_code(sender: object, user: User, **kwargs: object) -> None:
    logger.warning("user %s: wrong second factor", user.pk)


@receiver(user_logged_out)
def log_sign_out(sender: object, user: User | None, **kwargs: object) -> None:
    if user is not None:
        logger.info("user %s signed out", user.pk)


def _log_of_user(signal: Any, event: str) -> None:
    def log(sender: object, user: User, **kwargs: object) -> None:
        logger.info("user %s: %s", user.pk, event)

    signal.connect(log, weak=False)


_log_of_user(account.user_signed_up, "signed up")
_log_of_user(account.password_set, "password set")
_log_of_user(account.password_changed, "password changed, other sessions ended")
_log_of_user(account.password_reset, "password reset by email")
_log_of_user(account.email_changed, "email address changed")


def _log_of_factor(signal: Any, event: str) -> None:
    def log(sender: object, user: User, authenticator: Authenticator, **kwargs: object) -> None:
        logger.info("user %s: second factor %s %s", user.pk, authenticator.type, event)

    signal.connect(log, weak=False)


_log_of_factor(mfa.authenticator_added, "added")
_log_of_factor(mfa.authenticator_removed, "removed")
_log_of_factor(mfa.authenticator_reset, "renewed")


@receiver(provider.social_account_added)
def log_connection(sender: object, sociallogin: SocialLogin, **kwargs: object) -> None:
    logger.info("user %s: provider connected", sociallogin.user.pk)


@receiver(provider.social_account_removed)
def log_disconnection(sender: object, socialaccount: SocialAccount, **kwargs: object) -> None:
    logger.info("user %s: provider disconnected", socialaccount.user_id)
