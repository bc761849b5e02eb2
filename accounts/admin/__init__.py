"""Shows users and accounts to staff: superusers change them, support reads them."""

from accounts.admin import (  # noqa: F401 - they register themselves
    accounts,
    addresses,
    package_names,
    users,
)
