"""Names people, also those who are gone."""

from django.utils.translation import gettext as _

from accounts.models import User


def person_name(user: User | None) -> str:
    """Returns a person's name or address; «former member» for who has been deleted."""
    return user.get_full_name() if user else _("former member")
