"""Tests that each kind of activity has a sentence in each language, and that no other is recorded."""

import re

import pytest
from django.utils import translation

from accounts.models import Account, Activity, ActorType
from accounts.presenters.activity import present_activities
from accounts.registry import get_activity_kind, list_activity_kinds
from accounts.services.activity import activity_record
from localization.languages import CODES
from tests.accounts.activities import make_activities
from tests.factories import make_account, make_completed, make_user

pytestmark = pytest.mark.django_db
# What product and issue list, and what staff add in the admin.
KINDS = {
    "signed_in", "password_changed", "email_changed", "second_factor_added", "second_factor_removed",
    "invitation_sent", "invitation_sent_again", "invitation_revoked", "invitation_accepted",
    "member_added", "role_changed", "member_removed", "member_left", "person_deleted",
    "settings_changed", "support_access_given", "support_access_ended", "support_looked",
    "export_requested", "export_downloaded", "file_downloaded", "deletion_requested",
    "deletion_undone", "share_link_created", "share_link_opened", "share_link_revoked",
    "kpi_period_deleted", "kpi_period_restored",
}  # fmt: skip
UNTRANSLATED = re.compile(r"%\(|\{|_|None|00000000")


@pytest.fixture
def account() -> Account:
    return make_account()


def test_every_kind_is_registered():
    assert {kind.key for kind in list_activity_kinds()} == KINDS


def sentences(account: Account, activities: list[Activity]) -> list[str]:
    return [row.what for row in present_activities(account.pk, activities)]


@pytest.mark.parametrize("language", CODES)
def test_every_kind_is_a_sentence(account, language):
    person = make_user(name="Marta Rossi")
    activities = [
        Activity(kind=kind.key, actor_type=ActorType.MEMBER, subject=subject, details=example)
        for kind in list_activity_kinds()
        for example in kind.examples
        for subject in (person, None)
    ]
    with translation.override(language):
        found = sentences(account, activities)
        assert not [text for text in found if not text.strip() or UNTRANSLATED.search(text)]
        # An example has a sentence of its own, but for the sign-ins that say no more.
        of_nobody = found[1::2]
        assert len(set(of_nobody)) == len(of_nobody)


def test_a_kind_that_nobody_registered_is_refused(account):
    with pytest.raises(ValueError, match="nobody registered"):
        activity_record(account_id=account.pk, kind="coffee_made")
    with pytest.raises(ValueError, match="nobody registered"):
        get_activity_kind("coffee_made")
    assert not Activity.objects.exists()


def test_details_that_a_kind_does_not_have_are_refused(account):
    with pytest.raises(ValueError, match="name"):
        activity_record(account_id=account.pk, kind="member_left", details={"name": "Marta"})
    assert not Activity.objects.exists()


def test_an_activity_of_another_release_is_shown(account):
    made = make_activities(account, 1, kind="coffee_made")
    assert sentences(account, made) == ["Another activity"]


def test_a_person_is_named_as_long_as_there_is_one(account):
    person = make_user(name="Marta Rossi")
    made = make_activities(account, 1, kind="member_removed", subject=person, details={})
    assert sentences(account, made) == ["Removed a member (person: Marta Rossi)"]
    person.delete()
    found = list(Activity.objects.select_related("subject"))
    assert sentences(account, found) == ["Removed a member (person: former member)"]


def test_a_shared_result_is_named_by_its_day_as_long_as_there_is_one(account, content):
    done = make_completed(content, account=account, assessed_on="2026-01-31")
    details = {"assessment": str(done.pk), "link": str(done.pk)}
    made = make_activities(account, 1, kind="share_link_opened", details=details)
    (row,) = present_activities(account.pk, made)
    assert (row.what, row.url) == (
        "Opened a shared result (result: 31 Jan 2026)",
        f"/en/assessments/{done.pk}/result/",
    )
    (row,) = present_activities(make_account().pk, made)  # of another account: not even its day
    assert (row.what, row.url) == ("Opened a shared result", "")
