"""Lists every page of the site in one language, as responses.

Each kind of reader is there, with and without data, and with refused and unknown requests.
"""

import re
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from accounts.models import AccountExport, Membership, Role
from accounts.services.exports import account_export_fail
from assessments.models import Assessment, Questionnaire
from assessments.services.assessment import assessment_complete, assessment_save
from kpis.domain.enums import KpiKey
from tests.accounts.deleting import make_due
from tests.accounts.exporting import make_export, request_export
from tests.accounts.inviting import token_in
from tests.accounts.passkeys import add_passkey
from tests.accounts.provider_steps import WITH_PROVIDER, come_back_new, connect_provider
from tests.factories import (
    BEFORE,
    PASSWORD,
    WORKED_EXAMPLE,
    add_member,
    client_of,
    confirmed_client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
    statements,
)
from tests.factories.kpis import MONTH_EXAMPLE, YEAR_EXAMPLE, make_entry, quarters
from tests.journeys.failure_pages import failures
from tests.page_lists import forms, pages, refused_figures

NamedResponse = tuple[str, HttpResponse]
SHEET = "period_type;period_start;leads;hires\n"
# As long as a company's name, an address and a note may be, without a place to break.
LONG_NAME = "1234567890" * 20
LONG_EMAIL = f"{'walker' * 10}@{'example' * 8}.com"


def every_page(content: Questionnaire, language: str) -> Iterator[NamedResponse]:
    """Yields (address, response) of each page."""
    for client, path in pages(content):
        yield path, client.get(f"/{language}/{path}", follow=True)
    yield from _forms_refused(language)
    yield from _members(language)
    yield from signing_in(language)
    yield from _filling_out(content, language)
    yield from _coming_back(content, language)
    yield from _figures(language)
    yield from failures(language)


def _forms_refused(language: str) -> Iterator[NamedResponse]:
    for path, data in forms():
        yield path, Client(REMOTE_ADDR="10.1.1.1").post(f"/{language}/{path}", data)
    client = client_of(make_user())
    for path in ("account/", "accounts/email/", "accounts/password/change/"):
        yield path, client.post(f"/{language}/{path}", {"action_add": "", "email": "x"})


def _members(language: str) -> Iterator[NamedResponse]:
    """Yields the pages of members and invitations with long names, and after what is refused."""
    owner = make_user(f"owner.{LONG_EMAIL}")
    account = make_account(owner, name=LONG_NAME)
    add_member(make_account(name="Acme IT"), Role.VIEWER, owner)
    colleague = add_member(account, Role.EDITOR, make_user(f"colleague.{LONG_EMAIL}"))
    client, base = confirmed_client_of(owner), f"/{language}/account"
    alone, member = (
        Membership.objects.get(account=account, user=each).pk for each in (owner, colleague)
    )
    fields = {"email": f"invited.{LONG_EMAIL}", "role": "owner", "language": language}
    yield "invited", client.post(f"{base}/invitations/", fields, follow=True)
    token = token_in(mail.outbox[-1])
    yield "the link", Client().get(f"{base}/invitations/accept/{token}/")
    yield "no password", Client().post(f"{base}/invitations/accept/{token}/", {"password1": ""})
    yield "not yours", client.get(f"{base}/invitations/accept/{token}/")
    yield "nobody invited", client.post(f"{base}/invitations/", {"email": "x"})
    yield "a member", client.post(f"{base}/invitations/", fields | {"email": owner.email})
    yield "no role", client.post(f"{base}/members/{member}/", {"role": "x"})
    yield "the last owner", client.post(f"{base}/members/{alone}/", {"role": "editor"})
    yield "cannot leave", client.post(f"{base}/members/{alone}/remove/")
    export = request_export(account, owner, language)
    AccountExport.objects.filter(pk=export.pk).update(parts_done=1230, parts_total=4560)
    yield "being prepared", client.get(f"{base}/export/")
    yield "its progress", client.get(f"{base}/export/{export.pk}/")
    account_export_fail(export_id=export.pk)
    ready = make_export(account)
    yield "export failed", client.get(f"{base}/export/{export.pk}/")
    yield "export ready", client.get(f"{base}/export/{ready.pk}/")
    yield "exports", client.get(f"{base}/export/")
    yield "removed", client.post(f"{base}/members/{member}/remove/", follow=True)
    yield "no activity matches", client.get(f"{base}/activity/?since=2999-01-01")
    yield "activity", client.get(f"{base}/activity/")
    yield "what to do first", client.post(f"/{language}/accounts/delete/")
    yield "to be deleted", client.post(f"{base}/delete/", follow=True)
    yield "asked for twice", client.get(f"{base}/delete/")
    yield "deletion and sign-in", client.get(f"/{language}/accounts/delete/")
    yield "undone", client.post(f"{base}/delete/undo/", follow=True)
    yield "nothing to undo", client.post(f"{base}/delete/undo/", follow=True)
    make_due(account)
    yield "too late", client.post(f"{base}/delete/undo/", follow=True)
    yield "gone", confirmed_client_of(colleague).post(f"/{language}/accounts/delete/", follow=True)


def signing_in(language: str) -> Iterator[NamedResponse]:
    """Yields the pages of sign-in, of the password and of the second factor."""
    base = f"/{language}/accounts"
    user = make_user("walker@example.com")
    fields = {"login": user.email, "password": PASSWORD}
    for path in ("reauthenticate/", "inactive/"):
        yield path, client_of(user).get(f"{base}/{path}", follow=True)
    yield "password reset", Client().get(f"{base}/password/reset/key/done/")
    client = Client(REMOTE_ADDR="10.2.2.2")
    yield "signed in", client.post(f"{base}/login/", fields, follow=True)
    Client().post(f"{base}/login/", fields)
    yield "signed in twice", client.get(f"{base}/sessions/")
    yield "signed in once", client.post(f"{base}/sessions/", follow=True)
    client.post(f"{base}/reauthenticate/", {"password": PASSWORD})
    yield "activate", client.get(f"{base}/2fa/totp/activate/")
    yield "wrong code", client.post(f"{base}/2fa/totp/activate/", {"code": "1"})
    yield "signed out", client.post(f"{base}/logout/", follow=True)
    TOTP.activate(user, generate_totp_secret())
    codes = RecoveryCodes.activate(user).get_unused_codes()
    yield "asked for a code", client.post(f"{base}/login/", fields, follow=True)
    yield "wrong code again", client.post(f"{base}/2fa/authenticate/", {"code": "1"})
    yield "recovered", client.post(f"{base}/2fa/authenticate/", {"code": codes[0]}, follow=True)
    yield "asked again", client.get(f"{base}/2fa/reauthenticate/")
    client.post(f"{base}/2fa/reauthenticate/", {"code": codes[1]})
    yield "no passkeys", client.get(f"{base}/2fa/webauthn/")
    add_passkey(client, base, name="1234567890" * 10)
    key = f"webauthn/keys/{user.authenticator_set.get(type='webauthn').pk}"
    paths = ["", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"]
    paths += ["webauthn/", "webauthn/add/", f"{key}/edit/", f"{key}/remove/"]
    for path in (*paths, "webauthn/reauthenticate/"):
        yield f"2fa/{path}", client.get(f"{base}/2fa/{path}")
    with WITH_PROVIDER:
        yield from _at_a_provider(base, client)
    yield "no name", client.post(f"{base}/2fa/{key}/edit/", {"name": ""})
    yield "no passkey", client.post(f"{base}/2fa/webauthn/login/", follow=True)
    yield "asked for a passkey", Client().post(f"{base}/login/", fields, follow=True)
    for _ in range(12):
        response = Client(REMOTE_ADDR="10.3.3.3").post(f"{base}/login/", fields | {"password": "x"})
    yield "too many", response


def _at_a_provider(base: str, member: Client) -> Iterator[NamedResponse]:
    yield "not connected", member.get(f"{base}/provider/")
    connect_provider(member, base)
    yield "connected", member.get(f"{base}/provider/")
    guest = Client(REMOTE_ADDR="10.2.2.3")
    yield "with a provider", guest.get(f"{base}/login/")
    yield "provider away", guest.get(f"{base}/provider/provider/", follow=True)
    come_back_new(guest, "new@example.com")
    yield "sign-up with a provider", guest.get(f"{base}/provider/signup/")
    yield "no company", guest.post(f"{base}/provider/signup/", {})


def _filling_out(content: Questionnaire, language: str) -> Iterator[NamedResponse]:
    guest = Client()
    key = guest.post(f"/{language}/assessments/start/")["Location"].split("/")[3]
    base = f"/{language}/assessments/{key}"
    for section in content.sections.order_by("order"):
        yield section.key, guest.get(f"{base}/sections/{section.key}/")
    wrong = {"client_onboarding": "9", "documentation": ["1", "2"], "tool_usage": "1"}
    yield "refused answers", guest.post(f"{base}/sections/process_operations/", wrong)
    yield "incomplete", guest.post(f"{base}/review/", follow=True)
    assessment = Assessment.objects.get(pk=key)
    rows = statements(content)
    values = {row.id: value for row, value in zip(rows, WORKED_EXAMPLE, strict=True)}
    assessment_save(assessment=assessment, values=values, notes={rows[0].id: "1234"})
    yield "complete", guest.get(f"{base}/review/")
    yield "result", guest.post(f"{base}/review/", follow=True)
    yield "start page with a result", guest.get(f"/{language}/")
    yield "finished already", guest.get(f"{base}/sections/process_operations/", follow=True)


def _coming_back(content: Questionnaire, language: str) -> Iterator[NamedResponse]:
    owner = make_user(LONG_EMAIL)
    account = make_account(owner, name=LONG_NAME)
    client = client_of(owner)
    base = f"/{language}/assessments"
    yield "one only", client.get(f"{base}/compare/")
    made = (date(2025, 1, 1), date(2025, 4, 1), date(2025, 7, 1))
    made = [
        make_completed(content, values, account=account, assessed_on=day)
        for day, values in zip(made, ([1] * 20, BEFORE, WORKED_EXAMPLE), strict=True)
    ]
    paper = make_completed(content, account=account, assessed_on="2020-02-29")
    noted = make_assessment(content, BEFORE, account=account)
    rows = statements(content)
    assessment_save(
        assessment=noted, values={}, notes={rows[0].id: LONG_NAME, rows[1].id: "5 " * 90}
    )
    assessment_complete(assessment_id=noted.pk, language="en")
    yield "withdrawing", client.get(f"{base}/{paper.pk}/withdraw/")
    yield "no reason", client.post(f"{base}/{paper.pk}/withdraw/", {})
    reason = {"reason": LONG_NAME}
    yield "withdrawn", client.post(f"{base}/{paper.pk}/withdraw/", reason, follow=True)
    yield "withdrawn result", client.get(f"{base}/{paper.pk}/result/")
    yield "no link yet", client.get(f"{base}/{noted.pk}/links/")
    yield "no days", client.post(f"{base}/{noted.pk}/links/", {})
    response = client.post(f"{base}/{noted.pk}/links/", {"days": "7"})
    yield "a link", response
    token = re.search(r"/shared/([\w-]{43})/", response.content.decode())[1]
    yield "shared", Client().get(f"/{language}/shared/{token}/")
    for path in (
        "",
        f"?from={made[0].pk}",
        "compare/",
        "compare/?sort=change",
        "statements/client_onboarding/",
        "statements/upsell/",
        "new/",
        f"{noted.pk}/result/",
        f"{made[0].pk}/result/",
        f"{made[0].pk}/delete/",
    ):
        yield path, client.get(f"{base}/{path}", follow=True)
    late = {"assessed_on": "2999-01-01"}
    yield "a day to come", client.post(f"{base}/new/", late)
    key = client.post(f"{base}/new/", {"last": "fill"})["Location"].split("/")[3]
    yield "beside the last", client.get(f"{base}/{key}/sections/technology_automation/")


def _figures(language: str) -> Iterator[NamedResponse]:
    owner = make_user()
    account = make_account(owner, name=LONG_NAME)
    client = client_of(owner)
    yield "a long name", client.get(f"/{language}/account/")
    base = f"/{language}/kpis"
    yield "no figures", client.get(f"{base}/")
    entries = [make_entry(account, day, **YEAR_EXAMPLE) for day in quarters(14)]
    poor = {"survey_positive": 1, "survey_responses": 10, "clients_lost": 9, "clients_at_start": 10}
    poor = make_entry(account, date(2026, 10, 1), **{**MONTH_EXAMPLE, **poor})
    for path in ("", "?page=2", f"{poor.pk}/", f"{entries[0].pk}/edit/", "worksheet/", "import/"):
        yield path, client.get(f"{base}/{path}")
    yield from _targets_and_notes(client, base, poor.pk)
    for data in refused_figures():
        yield "refused figures", client.post(f"{base}/new/", data)
    yield (
        "changed meanwhile",
        client.post(
            f"{base}/{poor.pk}/edit/",
            {"period_type": "quarter", "period_start": "2026-10-01", "version": "0", "leads": "3"},
        ),
    )
    yield "no sheet", client.post(f"{base}/import/", {})
    for rows in (
        "year;2020-01-01;x;-1\nyear;2020-01-02;1;1",
        f"year;2020-01-01;4;1\nquarter;{poor.period_start};5;1",
    ):
        sheet = SimpleUploadedFile("k.csv", (SHEET + rows).encode())
        yield "a sheet", client.post(f"{base}/import/", {"file": sheet}, follow=True)


def _targets_and_notes(client: Client, base: str, entry: UUID) -> Iterator[NamedResponse]:
    note = f"{base}/history/csat/notes/{entry}/"
    yield "a note", client.get(note)
    yield "a note too long", client.post(note, {"note": "1" * 2001})
    client.post(note, {"note": "abc"})
    yield "a note changed meanwhile", client.post(note, {"note": "zzz", "version": "0"})
    yield "refused targets", client.post(f"{base}/targets/", {"csat": "x", "mrr": "-1"})
    client.post(f"{base}/targets/", dict.fromkeys(KpiKey, "1"))
    outdated = {"csat": "2", "csat__shown": "5"}
    yield "targets changed meanwhile", client.post(f"{base}/targets/", outdated)
    for path in ("targets/", *(f"history/{key}/" for key in KpiKey), f"{entry}/"):
        yield path, client.get(f"{base}/{path}")
    yield "deleting a period", client.get(f"{base}/{entry}/delete/")
    yield "deleted", client.post(f"{base}/{entry}/delete/", follow=True)
    figures = {"period_type": "quarter", "period_start": "2026-10-01", "leads": "3"}
    yield "deleted meanwhile", client.post(f"{base}/{entry}/edit/", figures)
    client.post(f"{base}/new/", figures)
    yield "entered again", client.post(f"{base}/{entry}/restore/")
