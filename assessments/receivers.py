"""Receives sign-up, sign-in and sign-out, and calls the services for them.

Who signs up keeps what this browser has answered. Who signs in is asked (decision 0014).
"""

import uuid

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts.access import account_for_claim
from accounts.models import User
from accounts.signals import account_made, held_for_verification, sign_up_sent
from assessments.access import guest_key, guest_key_drop, has_declined_claim
from assessments.middleware import keep_guest_key
from assessments.services.claims import (
    claim_prepare,
    claim_withdraw,
    claims_fulfil,
    session_claim,
)

SIGNED_UP_SESSION_KEY = "signed_up_as"
"""The session's entry that stands for the address of its latest sign-up, made while it had a guest's
answers. It names nobody: who is deleted later is named in no session."""


@receiver(sign_up_sent)
def remember_sign_up(sender: object, request: HttpRequest, email: str, **kwargs: object) -> None:
    """Notes whom the session's answers are meant for: this user is not asked at sign-in."""
    if guest_key(request) is not None:
        request.session[SIGNED_UP_SESSION_KEY] = _mark(email)


def _has_signed_up(request: HttpRequest, user: User) -> bool:
    return request.session.get(SIGNED_UP_SESSION_KEY) == _mark(user.email)


def _mark(email: str) -> str:
    return salted_hmac(SIGNED_UP_SESSION_KEY, email, algorithm="sha256").hexdigest()


@receiver(user_logged_in)
def claim_what_sign_up_announced(
    sender: object, request: HttpRequest, user: User, **kwargs: object
) -> None:
    """Gives a user who signed up in this browser the answers that the sign-up was to keep."""
    key = guest_key(request)
    if key is not None and _has_signed_up(request, user):
        _claim(request, key, user)


def _claim(request: HttpRequest, key: uuid.UUID, user: User) -> None:
    account = account_for_claim(request, user)
    if account is not None:
        session_claim(guest_key=key, account=account, user=user)
        guest_key_drop(request)


@receiver(account_made)
def claim_for_new_account(
    sender: object, request: HttpRequest, user: User, **kwargs: object
) -> None:
    """Gives the session's answers to the account of a user who is signed in already.

    At a sign-up either `held_for_verification` or the sign-in follows. Doing the same here as well
    would take time by which a sign-up tells that its address had no account.
    """
    key = guest_key(request)
    if key is not None and request.user == user and not has_declined_claim(request):
        _claim(request, key, user)


@receiver(held_for_verification)
def prepare_claim_of_session(
    sender: object, request: HttpRequest, user: User | None, **kwargs: object
) -> None:
    """Notes who gets the session's assessments once their address is confirmed.

    Until then they stay with the browser. The latest sign-up counts: who mistyped an address signs
    up again. One who only tries to sign in is asked after it.
    """
    key = guest_key(request)
    if key is None:
        return
    if user is None:
        claim_withdraw(guest_key=key)
    elif _has_signed_up(request, user):
        account = account_for_claim(request, user)
        if account is None:
            claim_withdraw(guest_key=key)
        else:
            claim_prepare(guest_key=key, user=user, account=account)


@receiver(email_confirmed)
def fulfil_claims_of_user(sender: object, email_address: EmailAddress, **kwargs: object) -> None:
    """Gives the user what was prepared, in whatever browser the address was confirmed."""
    claims_fulfil(user=email_address.user)


@receiver(user_logged_out)
def keep_guest_key_at_sign_out(sender: object, request: HttpRequest, **kwargs: object) -> None:
    """Leaves what the user did not claim to the browser, although the session ends."""
    keep_guest_key(request)
