from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KpisConfig(AppConfig):
    name = "kpis"
    verbose_name = _("KPIs")

    def ready(self):
        from content.selectors.completeness import register_texts
        from kpis.presenters import support  # noqa: F401 - tells support of an account's states
        from kpis.selectors.texts import texts_in_use

        register_texts(texts_in_use)
