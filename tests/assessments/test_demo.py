import html
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Account, Role, User
from assessments.models import Assessment, Questionnaire, Response
from assessments.selectors.assessment import published_questionnaire
from content.services.seed_files import read_toml
from demo.services.sample_company import TEXTS
from localization.languages import CODES
from tests.factories import (
    add_member,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
)

pytestmark = pytest.mark.django_db
EMAIL = "demo@example.com"


def demo(*arguments: str) -> str:
    """Returns the password that the command prints."""
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    assert EMAIL in out.getvalue()
    return re.search(r"password +(\S+)$", out.getvalue(), re.M)[1]


def test_eight_quarters_across_two_versions(content):
    demo()
    rows = Assessment.objects.order_by("assessed_at").select_related("result")
    overall = [float(row.result.overall) for row in rows]
    # Points of each quarter: 9+7+10+9, 11+10+11+10, 12+13+12+11, 15+13+14+13, …; a twentieth of them is the score.
    assert overall == [points / 20 for points in (35, 42, 48, 55, 58, 64, 66, 71)]
    assert [row.result.questionnaire_version for row in rows] == [0] * 4 + [1] * 4
    months = [(row.day.year, (row.day.month - 1) // 3) for row in rows]
    assert len(set(months)) == 8
    assert Response.objects.exclude(note="").count() == 10


def test_nobody_can_begin_on_the_earlier_version(content):
    demo()
    assert published_questionnaire() == content
    assert Questionnaire.objects.get(version=0).status == Questionnaire.Status.ARCHIVED


def test_the_printed_password_signs_in(content):
    password = demo()
    client = Client()
    response = client.post("/en/accounts/login/", {"login": EMAIL, "password": password})
    assert response.status_code == 302
    page = client.get("/en/assessments/")
    assert page.context["trend"].total == 8
    assert client.get("/en/assessments/compare/").context["presented"].now.version == 1
    assert client.get("/en/assessments/compare.pdf").status_code == 200


@pytest.mark.parametrize("language", CODES)
def test_name_notes_and_statement_are_in_the_language(content, language):
    texts = read_toml(TEXTS / f"{language}.toml")
    english = read_toml(TEXTS / "en.toml")
    demo("--language", language)
    account = Account.objects.get()
    assert account.name == texts["company"]
    notes = {note for quarter in texts["notes"].values() for note in quarter.values()}
    assert set(Response.objects.exclude(note="").values_list("note", flat=True)) == notes
    if language != "en":
        assert not notes & {
            note for quarter in english["notes"].values() for note in quarter.values()
        }
    client = client_of(User.objects.get(email=EMAIL))
    page = client.get(f"/{language}/assessments/statements/tool_inventory/").content.decode()
    assert texts["earlier_statement"] in html.unescape(page)
    assert set(Assessment.objects.values_list("result__language", flat=True)) == {language}


def test_an_existing_sample_keeps_its_language(content):
    demo("--language", "de")
    demo("--language", "fr")
    assert Account.objects.get().name == "Nordlicht IT (Beispiel)"


def test_running_again_changes_only_the_password(content):
    first = demo()
    before = list(Assessment.objects.order_by("pk").values())
    assert demo() != first
    assert list(Assessment.objects.order_by("pk").values()) == before
    assert Account.objects.count() == 1


def test_real_accounts_are_not_changed(content):
    account = make_account(name="Nordlicht IT (sample)")
    make_completed(content, account=account)
    make_assessment(content, [3], account=account)
    before = list(Assessment.objects.filter(account=account).order_by("pk").values())
    demo()
    assert list(Assessment.objects.filter(account=account).order_by("pk").values()) == before


@pytest.mark.parametrize("who", ["another company's", "staff", "shared"])
def test_a_real_user_with_the_samples_address_stops_it(content, who):
    if who == "another company's":
        make_account(make_user(EMAIL))
    else:
        demo()
        user = User.objects.get(email=EMAIL)
        if who == "staff":
            User.objects.filter(pk=user.pk).update(is_staff=True)
        else:
            add_member(user.accounts.get(), Role.EDITOR)
    before = list(User.objects.order_by("pk").values())
    with pytest.raises(CommandError, match="Nothing was changed"):
        demo()
    assert list(User.objects.order_by("pk").values()) == before


def test_without_a_questionnaire_it_says_what_to_do(db):
    Questionnaire.objects.update(status="archived")
    with pytest.raises(CommandError, match="load_questionnaire"):
        demo()
