from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Companies and users")

    def ready(self) -> None:
        from accounts import models, receivers  # noqa: F401 - connects the receivers
        from accounts.presenters import activity_kinds, cookies, privacy  # noqa: F401 - they register
        from accounts.registry import register_account_data

        register_account_data(models.Account, "pk")
        register_account_data(models.Membership, gives_access=True)
        register_account_data(models.Invitation, not_exported=("token_hash",), gives_access=True)
        register_account_data(models.Logo)
        register_account_data(models.AccountExport)
        register_account_data(models.Activity)
