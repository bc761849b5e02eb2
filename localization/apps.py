from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LocalizationConfig(AppConfig):
    name = "localization"
    verbose_name = _("Languages")

    def ready(self) -> None:
        from localization import plain_letters  # noqa: F401 - registers a lookup
