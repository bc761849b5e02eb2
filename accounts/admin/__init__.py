"""Shows users and accounts to staff: superusers change them, support reads them."""

from accounts.admin import accounts, addresses, users  # noqa: F401 - they register themselves
