"""Tests that the secrets of second factors are encrypted, and with which keys they are read."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from accounts.adapter import encryption
from config.settings import environment
from tests.accounts.test_passkeys import AUTHENTICATE, ask_for_factor, is_signed_in
from tests.backoffice.test_two_factor import SECRET, code_now
from tests.factories import make_user

pytestmark = pytest.mark.django_db
FIRST, SECOND = "first-key-" * 5, "second-key-" * 5


def stored() -> str:
    return str(list(Authenticator.objects.order_by("pk").values_list("data", flat=True)))


def signs_in(user, code: str) -> bool:
    client = ask_for_factor(user)
    client.post(AUTHENTICATE, {"code": code})
    return is_signed_in(client)


@pytest.mark.parametrize("keys", [[], [FIRST]])
def test_no_secret_stands_in_the_database(content, settings, keys):
    settings.MFA_ENCRYPTION_KEYS = keys
    user = make_user()
    TOTP.activate(user, SECRET)
    [code, *_others] = RecoveryCodes.activate(user).get_unused_codes()
    assert SECRET not in stored()
    assert stored().count(encryption.MARK) == 2
    assert signs_in(user, code_now())
    assert signs_in(user, code)


def test_secrets_of_before_are_read_and_encrypted_by_a_release(content):
    user = make_user()
    Authenticator.objects.create(user=user, type="totp", data={"secret": SECRET})
    seed = {"seed": "ab" * 40, "used_mask": 0}
    Authenticator.objects.create(user=user, type="recovery_codes", data=seed)
    [code, later, *_others] = RecoveryCodes.activate(user).get_unused_codes()
    assert signs_in(user, code)
    call_command("encrypt_second_factors", verbosity=0)
    assert SECRET not in stored()
    assert "abab" not in stored()
    assert signs_in(user, code_now())
    assert signs_in(user, later)
    before = stored()
    call_command("encrypt_second_factors", verbosity=0)  # changes nothing the second time
    assert stored() == before


def test_keys_are_changed_without_anybody_noticing(content, settings):
    settings.MFA_ENCRYPTION_KEYS = [FIRST]
    user = make_user()
    TOTP.activate(user, SECRET)
    settings.MFA_ENCRYPTION_KEYS = [SECOND, FIRST]
    assert signs_in(user, code_now())
    call_command("encrypt_second_factors", verbosity=0)
    settings.MFA_ENCRYPTION_KEYS = [SECOND]
    assert encryption.decrypt(Authenticator.objects.get().data["secret"]) == SECRET


def test_a_lost_key_stops_the_release_with_a_sentence(content, settings):
    settings.MFA_ENCRYPTION_KEYS = [FIRST]
    TOTP.activate(make_user(), SECRET)
    settings.MFA_ENCRYPTION_KEYS = [SECOND]
    with pytest.raises(CommandError, match="Add that key at the end of MFA_ENCRYPTION_KEYS"):
        call_command("encrypt_second_factors", verbosity=0)


def test_a_short_key_is_refused(monkeypatch):
    monkeypatch.setenv("MFA_ENCRYPTION_KEYS", f"{FIRST},short")
    with pytest.raises(ImproperlyConfigured, match="Set MFA_ENCRYPTION_KEYS to random texts of 50"):
        environment.keys("MFA_ENCRYPTION_KEYS")
    monkeypatch.setenv("MFA_ENCRYPTION_KEYS", f"{FIRST}, {SECOND}")
    assert environment.keys("MFA_ENCRYPTION_KEYS") == [FIRST, SECOND]
