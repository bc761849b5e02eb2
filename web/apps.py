from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "web"
    verbose_name = _("Website")

    def ready(self) -> None:
        from web import privacy_texts  # noqa: F401 - registers what pages save
        from web.log_secrets import mask_log_records
        from web.text_fields import install_text_rules

        install_text_rules()
        mask_log_records()
