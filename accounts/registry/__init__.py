from accounts.registry.account_data import (
    AccountData,
    list_account_data,
    register_account_data,
)
from accounts.registry.export_files import (
    ExportFiles,
    ExportSubject,
    list_export_files,
    register_export_files,
)
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
    "ExportFiles",
    "ExportSubject",
    "Table",
    "list_account_data",
    "list_export_files",
    "log_support_access",
    "register_account_data",
    "register_export_files",
    "register_support_results",
    "register_support_status",
    "support_results",
    "support_status",
]
