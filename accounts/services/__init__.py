from accounts.services.account import (
    SUPPORT_ACCESS,
    account_create,
    account_update,
    email_change_request,
    first_account_create,
    support_access_set,
    user_email_replaced,
    user_language_set,
    user_password_save,
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
    "user_password_save",
]
