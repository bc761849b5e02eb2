"""What each kind of staff may do. The groups are made by the command `make_groups`; superusers may everything."""

from localization.languages import CODES

PUBLISH = "assessments.publish_questionnaire"
"""To make a draft the questionnaire that new assessments begin on, and to offer a language to MSPs."""
EDIT = "assessments.change_statement"
"""Held by editors: every text in every language, and the structure of drafts."""


def translate(code: str) -> str:
    """The permission to write the texts of one language."""
    return f"localization.translate_{code}"


def writable_languages(user) -> tuple[str, ...]:
    """The languages whose texts the user may write: all for an editor, the named ones for a translator."""
    if user.has_perm(EDIT):
        return CODES
    return tuple(code for code in CODES if user.has_perm(translate(code)))


def may_publish(user) -> bool:
    return user.has_perm(PUBLISH)
