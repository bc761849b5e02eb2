from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Translations")

    def ready(self):
        from editorial import receivers  # noqa: F401 - connects what notes translations
