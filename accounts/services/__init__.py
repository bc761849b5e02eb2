from accounts.services.account import (
    SUPPORT_ACCESS,
    account_create,
    account_update,
    email_change_request,
    first_account_create,
    support_access_set,
    user_email_replaced,
    user_language_set,
)

__all__ = [
    "SUPPORT_ACCESS",
    "account_create",
    "account_update",
    "email_change_request",
    "first_account_create",
    "support_access_set",
    "user_email_replaced",
    "user_language_set",
]
