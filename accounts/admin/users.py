from collections.abc import Sequence
from typing import Any, cast

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.admin.confirmation import AsksForConfirmation, confirmed
from accounts.forms.staff_password import StaffPasswordForm
from accounts.models import User
from accounts.selectors import list_accounts_owned_only_by, list_superusers_but
from accounts.services import email_change_request
from accounts.services.support import support_user_read
from accounts.services.user_deletion import user_delete
from content.admin.lists import StaffList


@admin.register(User)
class UserAdmin(AsksForConfirmation, StaffList, DjangoUserAdmin):
    ordering = ["email"]
    list_display = ["email", "name", "is_staff", "is_active", "date_joined"]
    search_fields = ["email", "name"]
    fieldsets = [
        (None, {"fields": ["email", "address_to_confirm", "password", "name", "language"]}),
        (
            _("Permissions"),
            {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]},
        ),
        (pgettext_lazy("of a user", "Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "language", "usable_password", "password1", "password2"]})
    ]
    readonly_fields = ["last_login", "date_joined", "address_to_confirm"]
    change_password_form = StaffPasswordForm

    @admin.display(description=_("new address, not confirmed yet"))
    def address_to_confirm(self, user: User) -> str:
        """Returns the address that replaces the present one once it is confirmed, or a dash."""
        pending = EmailAddress.objects.filter(user=user, verified=False).exclude(email=user.email)
        return pending.values_list("email", flat=True).first() or "–"

    @confirmed
    def user_change_password(self, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().user_change_password(*args, **kwargs)

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Shows the user; each look is in the activity of the user's companies."""
        response = super().change_view(request, object_id, *args, **kwargs)
        if response.status_code == 200 and isinstance(request.user, User):
            support_user_read(user=User.objects.get(pk=object_id), reader=request.user)
        return response

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        asked = obj.email if change and "email" in form.changed_data else None
        if asked:
            obj.email = form.initial["email"]
        super().save_model(request, obj, form, change)
        if asked:
            email_change_request(user=obj, email=asked)

    def get_deleted_objects(
        self, objs: Sequence[Any] | QuerySet[Any], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Adds the accounts whose last owner would be deleted; they prevent the deletion."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        accounts = list_accounts_owned_only_by([user.pk for user in objs])
        message = gettext("The last owner of the account “%(name)s”")
        protected = [*protected, *(message % {"name": account} for account in accounts)]
        if not list_superusers_but([user.pk for user in objs]):
            protected.append(gettext("The last administrator of this site"))
        return deleted, counts, missing, protected

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        user_delete(user=obj, by=self._staff(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            user_delete(user=user, by=self._staff(request))

    def _staff(self, request: HttpRequest) -> User:
        """Returns the user behind the request, who is signed in."""
        return cast(User, request.user)
