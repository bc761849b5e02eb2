from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    name = "translations"
    verbose_name = _("Translations")

    def ready(self) -> None:
        from translations import receivers  # noqa: F401 - connects the receivers
        from translations.presenters import privacy  # noqa: F401 - for the privacy page
