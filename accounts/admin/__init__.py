"""Users and accounts for staff: superusers change them, support reads."""

from accounts.admin import accounts, users  # noqa: F401 - they register themselves
