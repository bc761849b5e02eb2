"""Shows e-mail addresses, second factors and groups to superusers, as the packages do, with our checks."""

from typing import Any

from allauth.account.admin import EmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.mfa.admin import AuthenticatorAdmin
from allauth.mfa.models import Authenticator
from allauth.socialaccount import admin as provider_admin  # noqa: F401 - it registers itself
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.admin import UserSessionAdmin  # noqa: F401 - it registers itself
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.db import models
from django.forms import Field, ModelForm
from django.http import HttpRequest

from accounts.admin.confirmation import AsksForConfirmation
from accounts.services.activity import acting_staff, user_activity_record
from content.admin.lists import StaffList
from web.address_fields import AddressFormField

# Where and how somebody signs in concerns nobody but them; the environment names the provider.
admin.site.unregister([UserSession, SocialAccount, SocialApp, SocialToken])
admin.site.unregister([EmailAddress, Authenticator, Group])


@admin.register(EmailAddress)
class AddressAdmin(AsksForConfirmation, StaffList, EmailAddressAdmin):
    def save_model(
        self, request: HttpRequest, obj: EmailAddress, form: ModelForm, change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        if form.changed_data:
            user_activity_record(user=obj.user, kind="email_changed", by=acting_staff())

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Field | None:
        if db_field.name == "email":
            kwargs["form_class"] = AddressFormField
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Authenticator)
class SecondFactorAdmin(AsksForConfirmation, StaffList, AuthenticatorAdmin):
    """Asks before a second factor is removed."""


@admin.register(Group)
class StaffGroupAdmin(StaffList, GroupAdmin):
    """Finds groups as the other lists find their rows."""
