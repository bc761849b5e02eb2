from django.contrib.auth.forms import AdminPasswordChangeForm

from accounts.models import User
from accounts.services import user_password_save


class StaffPasswordForm(AdminPasswordChangeForm):
    """Sets another user's password as staff, which the activity of the user's companies shows."""

    def save(self, commit: bool = True) -> User:
        user: User = super().save(commit=False)
        if commit:
            user_password_save(user=user)
        return user
