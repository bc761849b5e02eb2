"""Queries accounts with their members, invitations and exports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from accounts.models import (
    Account,
    AccountExport,
    Activity,
    Invitation,
    Logo,
    Membership,
    Role,
    User,
)
from accounts.models.export import EXPORT_KEPT_FOR
from accounts.registry import list_account_data
from localization.available_languages import is_offered
from localization.collations import alphabetical
from localization.languages import current_language
from localization.regions import zone


def list_accounts_owned_only_by(user_ids: list[int]) -> QuerySet[Account]:
    """Returns the accounts that have owners, all of them among these users, ordered by name."""
    owners = Membership.objects.filter(account=OuterRef("pk"), role=Role.OWNER)
    return Account.objects.filter(
        Exists(owners), ~Exists(owners.exclude(user__in=user_ids))
    ).order_by(alphabetical("name"))


def list_superusers_but(user_ids: list[int]) -> QuerySet[User]:
    """Returns the superusers who can sign in and are not among these users."""
    return User.objects.filter(is_superuser=True, is_active=True).exclude(pk__in=user_ids)


def email_language(email: str, user: User | None = None) -> str:
    """Returns the language to write to this address in.

    It is that of its `user`, if known, not of the page that sends the email: staff may have sent
    it, or a stranger. The active language is returned for an address that nobody signs in with,
    and where the user's language is not known or not offered.
    """
    user = user or User.objects.filter(email=email).first()
    if user is not None and user.language and is_offered(user.language):
        return user.language
    return current_language()


@dataclass(frozen=True)
class OwnedAccount:
    """Represents an account that would have no owner without a certain user."""

    account_id: UUID
    name: str
    has_others: bool
    """Whether somebody else belongs to it, who could become its owner."""
    deletion_due_at: datetime | None
    time_zone: str

    @property
    def zone(self) -> ZoneInfo:
        return zone(self.time_zone)


def list_accounts_to_settle(user: User) -> list[OwnedAccount]:
    """Lists the accounts that somebody must take over, or delete, before the user can go.

    Those are the ones with no other owner, except where nobody else and no data is.
    """
    others = Membership.objects.filter(account=OuterRef("pk")).exclude(user=user)
    owned = list_accounts_owned_only_by([user.pk]).annotate(has_others=Exists(others))
    empty = list_accounts_without_data(user)
    return [
        OwnedAccount(
            account.pk,
            account.name,
            account.has_others,
            account.deletion_due_at,
            account.time_zone,
        )
        for account in owned
        if account.pk not in empty and not account.is_being_deleted
    ]


def list_accounts_without_data(user: User) -> list[UUID]:
    """Lists the accounts in which nobody but the user is, and nothing was entered."""
    others = Membership.objects.filter(account=OuterRef("pk")).exclude(user=user)
    alone = Account.objects.filter(~Exists(others), memberships__user=user)
    return [key for key in alone.values_list("pk", flat=True) if not _has_data(key)]


def _has_data(account_id: UUID) -> bool:
    of_each = [
        each for each in list_account_data() if each.model not in (Account, Membership, Activity)
    ]
    return any(each.rows_of(account_id).exists() for each in of_each)


@dataclass(frozen=True)
class Company:
    """Represents an account that a user belongs to, for the company menu."""

    account_id: UUID
    name: str
    role: Role
    time_zone: str
    deletion_due_at: datetime | None

    @property
    def zone(self) -> ZoneInfo:
        return zone(self.time_zone)

    @property
    def is_owned(self) -> bool:
        return self.role == Role.OWNER

    @property
    def is_being_deleted(self) -> bool:
        """Tells whether the time to undo the deletion is over."""
        return self.deletion_due_at is not None and self.deletion_due_at <= timezone.now()


def companies_subquery(user_id: int) -> ArraySubquery:
    """Returns a user's companies as an expression to annotate a record with; see `to_companies`."""
    rows = Membership.objects.filter(user=user_id).order_by("created_at", "pk")
    company = JSONObject(
        id="account",
        name="account__name",
        role="role",
        time_zone="account__time_zone",
        due="account__deletion_due_at",
    )
    return ArraySubquery(rows.values(company=company))


def to_companies(rows: Sequence[Mapping[str, str]]) -> list[Company]:
    """Returns what `companies_subquery` has read."""
    return [
        Company(
            UUID(row["id"]),
            row["name"],
            Role(row["role"]),
            row["time_zone"],
            datetime.fromisoformat(row["due"]) if row["due"] else None,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Member:
    """Represents a member of an account for the list of members."""

    id: int
    """The number of the membership."""
    user_id: int
    email: str
    name: str
    role: Role
    has_second_factor: bool
    last_login: datetime | None
    is_last_owner: bool


def list_members(account: Account) -> list[Member]:
    """Lists the members of an account in the order in which they joined."""
    factors = Authenticator.objects.filter(user=OuterRef("user")).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    rows = list(
        Membership.objects.filter(account=account)
        .select_related("user")
        .annotate(has_second_factor=Exists(factors))
        .order_by("created_at", "pk")
    )
    owners = [row.pk for row in rows if row.role == Role.OWNER]
    return [
        Member(
            id=row.pk,
            user_id=row.user_id,
            email=row.user.email,
            name=row.user.name,
            role=Role(row.role),
            has_second_factor=row.has_second_factor,
            last_login=row.user.last_login,
            is_last_owner=owners == [row.pk],
        )
        for row in rows
    ]


def list_invitations(account: Account) -> list[Invitation]:
    """Lists the invitations that nobody has accepted, also those that have expired; latest first."""
    return list(Invitation.objects.filter(account=account, accepted_by=None))


def get_invitation(token_hash: str, *, for_update: bool = False) -> Invitation | None:
    """Returns the invitation whose link still works, with its account and who invites.

    `for_update` locks its row until the end of the transaction.
    """
    invitations = Invitation.objects.select_related("account", "invited_by")
    if for_update:
        invitations = invitations.select_for_update(of=("self",))
    return invitations.filter(token_hash=token_hash, expires_at__gt=timezone.now()).first()


def get_logo(account: Account) -> Logo | None:
    return Logo.objects.filter(account=account).first()


def get_logo_digest(account: Account) -> str:
    """Returns by what the account's logo is addressed; empty where it has none."""
    return Logo.objects.filter(account=account).values_list("digest", flat=True).first() or ""


@dataclass(frozen=True)
class Brand:
    """Holds how a company marks its reports."""

    accent: str = ""
    """A color such as #0b5a73; empty for none."""
    logo: bytes = b""
    """PNG or JPEG; empty for none."""


def get_brand(account: Account | None) -> Brand:
    """Returns the marks of an account; a guest has none."""
    if account is None:
        return Brand()
    logo = get_logo(account)
    return Brand(account.accent, bytes(logo.content) if logo else b"")


def list_company_names(user: User) -> list[str]:
    """Lists the names of the companies that a user belongs to."""
    return list(Account.objects.filter(memberships__user=user).values_list("name", flat=True))


def user_key(email: str) -> int | None:
    """Returns the key of the user who signs in with an address, for logs that must not name it."""
    return User.objects.filter(email=email).values_list("pk", flat=True).first()


def list_exports(account: Account) -> list[AccountExport]:
    """Lists the exports of an account that are not due to be deleted, the newest first."""
    limit = timezone.now() - EXPORT_KEPT_FOR
    exports = AccountExport.objects.filter(account=account).select_related("requested_by")
    return list(exports.exclude(ready_at__lt=limit).exclude(failed_at__lt=limit))


def get_export(account: Account, export_id: UUID) -> AccountExport | None:
    """Returns an export of the account; None for one that is due to be deleted."""
    return next((each for each in list_exports(account) if each.pk == export_id), None)
