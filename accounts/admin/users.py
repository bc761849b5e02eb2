from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.selectors import accounts_left_alone
from accounts.services import user_email_replaced


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    ordering = ["email"]
    list_display = ["email", "name", "is_staff", "is_active", "date_joined"]
    search_fields = ["email", "name"]
    fieldsets = [
        (None, {"fields": ["email", "password", "name"]}),
        (
            _("Permissions"),
            {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]},
        ),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "usable_password", "password1", "password2"]})]
    readonly_fields = ["last_login", "date_joined"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            user_email_replaced(user=obj)

    def get_deleted_objects(self, objs, request):
        """An account whose last owner is deleted would belong to nobody: that stands in the way."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        alone = accounts_left_alone([user.pk for user in objs])
        protected = [
            *protected,
            *(_now("The account “%(name)s”: its last owner") % {"name": each} for each in alone),
        ]
        return deleted, counts, missing, protected
