from accounts.models.account import ONE_SPELLING, Account, Membership, Role, User, UserManager
from accounts.models.invitation import Invitation

__all__ = ["ONE_SPELLING", "Account", "Invitation", "Membership", "Role", "User", "UserManager"]
