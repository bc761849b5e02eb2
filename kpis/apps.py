from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KpisConfig(AppConfig):
    name = "kpis"
    verbose_name = _("KPIs")

    def ready(self) -> None:
        from accounts.registry import register_account_data
        from kpis import models
        from kpis.presenters import activity, support  # noqa: F401 - they register themselves

        register_account_data(models.KpiEntry)
        register_account_data(models.KpiDraft)
        register_account_data(models.EntryImport)
