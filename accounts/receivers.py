"""Receives what happens at sign-in: sets how long sessions last, logs and records security events.

The log names users by their key alone, one line for each event. The activity of an account shows
what its members do to how they sign in.
"""

import logging
from typing import Any

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as provider
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.domain.sign_in import sign_in_method
from accounts.models import User
from accounts.selectors import user_key
from accounts.services.activity import acting_staff, user_activity_record
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


@receiver(account.user_logged_in)
def record_sign_in(sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
    method = sign_in_method(get_authentication_records(request, user))
    user_activity_record(user=user, kind="signed_in", details={"method": method})


@receiver(account.email_changed)
def record_address(
    sender: object, user: User, from_email_address: EmailAddress | None, **kwargs: object
) -> None:
    """Records a new address of a user who had another one; allauth sends this at sign-up too."""
    if from_email_address is not None:
        user_activity_record(user=user, kind="email_changed")


@receiver(post_save, sender=Authenticator)
def record_second_factor(
    sender: object, instance: Authenticator, created: bool, **kwargs: object
) -> None:
    """Records a new second factor, in the transaction that saves it: allauth's signal comes later."""
    if created:
        _record_second_factor("second_factor_added", instance)


@receiver(post_delete, sender=Authenticator)
def record_removed_factor(
    sender: object, instance: Authenticator, origin: object, **kwargs: object
) -> None:
    """Records that a second factor is gone. Recovery codes go with the last one, or are renewed."""
    is_alone = not isinstance(origin, User) and getattr(origin, "model", None) is not User
    if is_alone and instance.type != Authenticator.Type.RECOVERY_CODES:
        _record_second_factor("second_factor_removed", instance)


def _record_second_factor(kind: str, authenticator: Authenticator) -> None:
    user_activity_record(
        user=authenticator.user,
        kind=kind,
        by=acting_staff(),
        details={"type": authenticator.type},
    )


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
