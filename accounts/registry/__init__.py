from accounts.registry.account_data import AccountData, list_account_data, register_account_data
from accounts.registry.support import (
    Table,
    log_support_access,
    register_support_results,
    register_support_status,
    support_results,
    support_status,
)

__all__ = [
    "AccountData",
    "Table",
    "list_account_data",
    "log_support_access",
    "register_account_data",
    "register_support_results",
    "register_support_status",
    "support_results",
    "support_status",
]
