from accounts.models.account import ONE_SPELLING, Account, Membership, Role, User, UserManager
from accounts.models.activity import Activity, ActorType
from accounts.models.export import AccountExport
from accounts.models.invitation import Invitation
from accounts.models.logo import Logo

__all__ = [
    "ONE_SPELLING",
    "Account",
    "AccountExport",
    "Activity",
    "ActorType",
    "Invitation",
    "Logo",
    "Membership",
    "Role",
    "User",
    "UserManager",
]
