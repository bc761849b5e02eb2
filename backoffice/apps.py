from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackofficeConfig(AppConfig):
    name = "backoffice"
    verbose_name = _("Staff")

    def ready(self) -> None:
        from django.contrib.auth.models import Group, Permission

        from backoffice.presenters.names import group_label, permission_label

        # The admin shows both in many places, and always by their text.
        Group.__str__ = group_label  # type: ignore[method-assign, assignment]
        Permission.__str__ = permission_label  # type: ignore[method-assign, assignment]
