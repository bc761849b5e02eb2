from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = _("Texts")

    def ready(self) -> None:
        from content import checks  # noqa: F401 - registers the system check
