"""Tests that Python and the database compare texts alike, without case and accents."""

import pytest

from accounts.models import Account
from localization.plain_letters import PlainLetters, plain_letters
from tests.factories import make_account, make_user

NAMES = {
    "Société Générale": "societe generale",
    "ÜBER IT GmbH": "uber it gmbh",
    "Ñandú": "nandu",
    "Straße": "strasse",
    "GROẞ": "gross",
    "Ærø & Œuvre": "aero & oeuvre",
    "Łódź Đorđe ŦŁ": "lodz dorde tl",
    "İstanbul ılık": "istanbul ilik",
    "Cafe\u0301": "cafe",
    "ＡＢＣ": "abc",
    "100%_\\": "100%_\\",
    "Þór": "thor",
    "東京": "東京",
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_python_and_the_database_agree(name):
    make_account(make_user(), name=name)
    assert plain_letters(name) == NAMES[name]
    found = Account.objects.values_list(PlainLetters("name"), flat=True)
    assert list(found) == [NAMES[name]]
    assert Account.objects.filter(name__plain_letters__contains=NAMES[name]).exists()
    assert Account.objects.filter(name__plain_letters__contains=name).exists()


@pytest.mark.django_db
def test_signs_of_a_pattern_are_letters():
    make_account(make_user(), name="Acme")
    assert not Account.objects.filter(name__plain_letters__contains="A%e").exists()
    assert not Account.objects.filter(name__plain_letters__contains="_").exists()
