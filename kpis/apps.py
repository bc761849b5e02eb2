from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KpisConfig(AppConfig):
    name = "kpis"
    verbose_name = _("KPIs")

    def ready(self) -> None:
        from accounts.registry import register_account_data
        from kpis import models
        from kpis.exports.account_files import input_labels
        from kpis.presenters import activity, privacy, support  # noqa: F401 - they register

        register_account_data(models.KpiEntry, labels=input_labels)
        register_account_data(models.KpiNote, "entry__account")
        register_account_data(models.KpiDraft)
        register_account_data(models.KpiTarget)
        register_account_data(models.EntryImport)
