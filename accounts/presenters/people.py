"""Names people, also those who are gone."""

from django.utils.translation import pgettext

from accounts.models import User


def person_name(user: User | None) -> str:
    """Returns a person's name or address; «former member» for who has been deleted."""
    return user.get_full_name() if user else pgettext("in place of a name", "former member")
