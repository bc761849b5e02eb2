"""Describes each kind of activity of accounts, members and sign-in in one sentence."""

from django.utils.translation import gettext as _

from accounts.models import Account, Logo, Role
from accounts.registry import (
    ActivityFacts,
    ActivityGroup,
    download_describers,
    register_activity,
    register_download,
)

MOMENT = "2026-10-03T12:00:00+00:00"
KEY = "00000000-0000-4000-8000-000000000001"
LOGO = "logo"
SECOND_FACTORS = ({"type": "totp"}, {"type": "webauthn"})
METHODS = (
    "password",
    "password+totp",
    "password+recovery_codes",
    "password+webauthn",
    "webauthn",
    "socialaccount",
    "password_reset",
    "email_link",
)


@register_activity("signed_in", ActivityGroup.SIGN_IN, *({"method": each} for each in METHODS))
def signed_in(facts: ActivityFacts) -> str:
    methods = {
        "password": _("Signed in with a password"),
        "password+totp": _("Signed in with a password and an authenticator app"),
        "password+recovery_codes": _("Signed in with a password and a recovery code"),
        "password+webauthn": _("Signed in with a password and a passkey"),
        "webauthn": _("Signed in with a passkey"),
        "socialaccount": _("Signed in with a sign-in provider"),
        "password_reset": _("Signed in after setting a new password by email"),
        "email_link": _("Signed in after confirming the email address"),
    }
    return methods.get(facts.get("method"), _("Signed in"))


@register_activity("password_changed", ActivityGroup.SIGN_IN)
def password_changed(facts: ActivityFacts) -> str:
    if facts.person:
        return _("Changed a password (person: %(person)s)") % {"person": facts.person}
    return _("Changed their password")


@register_activity("email_changed", ActivityGroup.SIGN_IN)
def email_changed(facts: ActivityFacts) -> str:
    if facts.person:
        return _("Changed an email address (person: %(person)s)") % {"person": facts.person}
    return _("Changed their email address")


@register_activity(
    "second_factor_added", ActivityGroup.SIGN_IN, *SECOND_FACTORS, {"type": "recovery_codes"}
)
def second_factor_added(facts: ActivityFacts) -> str:
    added = {
        "totp": _("Added an authenticator app"),
        "webauthn": _("Added a passkey"),
        "recovery_codes": _("Created recovery codes"),
    }
    return added.get(facts.get("type"), _("Added a second factor"))


@register_activity("second_factor_removed", ActivityGroup.SIGN_IN, *SECOND_FACTORS)
def second_factor_removed(facts: ActivityFacts) -> str:
    of_person = {
        "totp": _("Removed an authenticator app (person: %(person)s)"),
        "webauthn": _("Removed a passkey (person: %(person)s)"),
    }
    if facts.person:
        text = of_person.get(facts.get("type"), _("Removed a second factor (person: %(person)s)"))
        return text % {"person": facts.person}
    removed = {"totp": _("Removed an authenticator app"), "webauthn": _("Removed a passkey")}
    return removed.get(facts.get("type"), _("Removed a second factor"))


WITH_ROLE = {"role": "editor"}


@register_activity("invitation_sent", ActivityGroup.MEMBERS, WITH_ROLE)
def invitation_sent(facts: ActivityFacts) -> str:
    return _("Sent an invitation (to: %(person)s, role: %(role)s)") % _person_and_role(facts)


@register_activity("invitation_sent_again", ActivityGroup.MEMBERS, WITH_ROLE)
def invitation_sent_again(facts: ActivityFacts) -> str:
    return _("Sent an invitation again (to: %(person)s, role: %(role)s)") % _person_and_role(facts)


@register_activity("invitation_revoked", ActivityGroup.MEMBERS, WITH_ROLE)
def invitation_revoked(facts: ActivityFacts) -> str:
    return _("Revoked an invitation (to: %(person)s, role: %(role)s)") % _person_and_role(facts)


@register_activity("invitation_accepted", ActivityGroup.MEMBERS, WITH_ROLE)
def invitation_accepted(facts: ActivityFacts) -> str:
    return _("Accepted an invitation (role: %(role)s)") % {"role": _role(facts.get("role"))}


@register_activity("member_added", ActivityGroup.MEMBERS, WITH_ROLE)
def member_added(facts: ActivityFacts) -> str:
    return _("Added a member (person: %(person)s, role: %(role)s)") % _person_and_role(facts)


@register_activity("role_changed", ActivityGroup.MEMBERS, {"before": "viewer", "role": "editor"})
def role_changed(facts: ActivityFacts) -> str:
    text = _("Changed a role (person: %(person)s, before: %(before)s, now: %(role)s)")
    return text % {**_person_and_role(facts), "before": _role(facts.get("before"))}


@register_activity("member_removed", ActivityGroup.MEMBERS)
def member_removed(facts: ActivityFacts) -> str:
    return _("Removed a member (person: %(person)s)") % {"person": _person(facts)}


@register_activity("member_left", ActivityGroup.MEMBERS)
def member_left(facts: ActivityFacts) -> str:
    return _("Left the company")


@register_activity("person_deleted", ActivityGroup.DELETION)
def person_deleted(facts: ActivityFacts) -> str:
    return _("Deleted a user with their name, email address and sign-in details")


@register_activity("settings_changed", ActivityGroup.SETTINGS, {"fields": ["name", "accent", LOGO]})
def settings_changed(facts: ActivityFacts) -> str:
    names = ", ".join(_setting(name) for name in facts.details.get("fields", ()))
    return _("Changed company settings (%(fields)s)") % {"fields": names}


@register_activity("support_access_given", ActivityGroup.SUPPORT, {"until": MOMENT})
def support_access_given(facts: ActivityFacts) -> str:
    text = _("Let support see results and KPI figures (until: %(until)s)")
    return text % {"until": facts.day("until")}


@register_activity("support_access_ended", ActivityGroup.SUPPORT)
def support_access_ended(facts: ActivityFacts) -> str:
    return _("Ended support’s access to results and KPI figures")


@register_activity(
    "support_looked",
    ActivityGroup.SUPPORT,
    *({"what": each} for each in ("members", "states", "figures")),
)
def support_looked(facts: ActivityFacts) -> str:
    looks = {
        "members": _("Viewed the company’s details or members"),
        "states": _("Viewed how many assessments and KPI periods there are"),
        "figures": _("Viewed results and KPI figures"),
    }
    return looks.get(facts.get("what"), _("Viewed data of the company"))


@register_activity("export_requested", ActivityGroup.FILES, {"export": KEY})
def export_requested(facts: ActivityFacts) -> str:
    return _("Requested an export of all data")


@register_activity("export_downloaded", ActivityGroup.FILES, {"export": KEY})
def export_downloaded(facts: ActivityFacts) -> str:
    return _("Downloaded an export of all data")


@register_activity(
    "file_downloaded",
    ActivityGroup.FILES,
    *({"what": what, "format": "csv"} for what in ("activity", "assessments", "kpis")),
)
def file_downloaded(facts: ActivityFacts) -> str:
    describe = download_describers().get(facts.get("what"))
    return describe(facts) if describe else _("Downloaded a file")


@register_download("activity")
def activity_downloaded(facts: ActivityFacts) -> str:
    return _("Downloaded the activity (format: %(format)s)") % {
        "format": facts.get("format").upper()
    }


@register_activity("deletion_requested", ActivityGroup.DELETION, {"due": MOMENT})
def deletion_requested(facts: ActivityFacts) -> str:
    text = _("Requested the deletion of the company and its data (on: %(due)s)")
    return text % {"due": facts.day("due")}


@register_activity("deletion_undone", ActivityGroup.DELETION)
def deletion_undone(facts: ActivityFacts) -> str:
    return _("Stopped the deletion of the company and its data")


def _person_and_role(facts: ActivityFacts) -> dict[str, str]:
    return {"person": _person(facts), "role": _role(facts.get("role"))}


def _person(facts: ActivityFacts) -> str:
    """Returns whom it concerned; the name of who was deleted since is gone."""
    return facts.person or _("former member")


def _role(key: str) -> str:
    return str(Role(key).label) if key in Role.values else key


def _setting(name: str) -> str:
    if name == LOGO:
        return str(Logo._meta.verbose_name)
    names = {field.name: str(field.verbose_name) for field in Account._meta.concrete_fields}
    return names.get(name, name)
