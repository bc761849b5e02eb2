import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.guards import last_owner_guard
from accounts.models.sizes import client_choices, endpoint_choices, people_choices
from localization.characters import VISIBLE_CHARACTER, compose
from localization.labels import labelled
from localization.languages import language_choices
from localization.validators import is_country, is_currency, is_time_zone
from web.address_fields import AddressField

ACCENT = "^#[0-9a-f]{6}$"
# ASCII in lower case: of an address in Unicode only its one spelling in ASCII can be stored.
ONE_SPELLING = r"^[!-?\[-~]+@[!-?\[-~]+$"


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address, which is stored in one spelling."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    @transaction.atomic
    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Creates a user with all rights, whose address counts as verified without a mail."""
        from allauth.account.models import EmailAddress  # it needs this module's User

        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=username)


class User(AbstractBaseUser, PermissionsMixin):
    """Represents a person, who signs in by e-mail."""

    email = AddressField(_("email address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(
        _("language of emails"),
        max_length=15,
        blank=True,
        db_default="",
        choices=language_choices,
        help_text=_("Follows the pages that this person reads while signed in."),
    )
    is_staff = models.BooleanField(_("staff"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once_in_any_case",
                violation_error_message=_("Another user has this email address."),
            ),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="user_email_is_lower_case",
                violation_error_message=_("Write the email address in lower case."),
            ),
            models.CheckConstraint(
                condition=models.Q(email__regex=ONE_SPELLING),
                name="user_email_has_one_spelling",
                violation_error_message=_(
                    "Write the email address without spaces and its domain in ASCII letters."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(name="") | models.Q(name__regex=VISIBLE_CHARACTER),
                name="user_name_can_be_seen",
                violation_error_message=_(
                    "This name has no visible character. Enter another one, or leave it blank."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(raw_password and compose(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        return super().check_password(raw_password and compose(raw_password))

    def get_full_name(self) -> str:
        return self.name or self.email

    get_short_name = get_full_name


class Account(models.Model):
    """Represents one MSP, which owns assessments and KPI entries."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("company"), max_length=200)
    country = models.CharField(
        _("country"), max_length=2, help_text=_("ISO 3166 code"), validators=[is_country]
    )
    currency = models.CharField(
        _("currency"), max_length=3, help_text=_("ISO 4217 code"), validators=[is_currency]
    )
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[is_time_zone]
    )
    people = models.PositiveIntegerField(_("people"), null=True, blank=True, choices=people_choices)
    client_count = models.PositiveIntegerField(
        _("clients"), null=True, blank=True, choices=client_choices
    )
    endpoint_count = models.PositiveIntegerField(
        _("endpoints"), null=True, blank=True, choices=endpoint_choices
    )
    report_language = models.CharField(
        _("language of reports"), max_length=15, blank=True, db_default="", choices=language_choices
    )
    accent = models.CharField(_("accent colour"), max_length=7, blank=True, db_default="")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    support_access_until = models.DateTimeField(
        _("support may see answers and figures until"), null=True, blank=True, editable=False
    )
    deletion_due_at = models.DateTimeField(
        _("is deleted on"), null=True, blank=True, editable=False
    )
    """When the account and all its data are deleted; an owner can undo that until then."""
    users = models.ManyToManyField(User, through="Membership", related_name="accounts")

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        permissions = [("support_account", "Can see how far accounts are")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(country__regex="^[A-Z]{2}$"),
                name="account_country_is_a_code",
                violation_error_message=_(
                    "Choose a country by its code of two capital letters, such as IT."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(currency__regex="^[A-Z]{3}$"),
                name="account_currency_is_a_code",
                violation_error_message=_(
                    "Choose a currency by its code of three capital letters, such as EUR."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(name__regex=VISIBLE_CHARACTER),
                name="account_has_a_name",
                violation_error_message=_("Enter the name of the company."),
            ),
            models.CheckConstraint(
                condition=models.Q(accent="") | models.Q(accent__regex=ACCENT),
                name="account_accent_is_a_color",
                violation_error_message=_("Enter a colour such as #0b5a73."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_being_deleted(self) -> bool:
        """Tells whether the time to undo the deletion is over."""
        return self.deletion_due_at is not None and self.deletion_due_at <= timezone.now()

    @property
    def is_open_to_support(self) -> bool:
        """Tells whether an owner lets support see the account's data now."""
        return self.support_access_until is not None and self.support_access_until > timezone.now()


class Role(models.TextChoices):
    """Names what a member may do in an account."""

    OWNER = "owner", _("Owner")
    EDITOR = "editor", _("Editor")
    VIEWER = "viewer", _("Viewer")

    @property
    def can_edit(self) -> bool:
        """Tells whether the role may write the account's assessments and KPI entries."""
        return self in (Role.OWNER, Role.EDITOR)

    @classmethod
    def editing(cls) -> list["Role"]:
        """Lists the roles that can edit, for queries."""
        return [role for role in cls if role.can_edit]


class Membership(models.Model):
    """Represents a user's membership of an account, with a role."""

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("account")
    )
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("user")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "user"],
                name="membership_once_per_account",
                violation_error_message=_("This person is already a member of the account."),
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values),
                name="membership_role_is_known",
                violation_error_message=_("Choose one of the roles."),
            ),
        ]
        triggers = [last_owner_guard()]

    def __str__(self) -> str:
        return labelled(self.user, self.get_role_display())
