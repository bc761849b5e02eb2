"""Puts labels before values as the reader's language does."""

from django.utils.translation import gettext as _


def label(text: object) -> str:
    """Returns «Label:» as `labelled` writes it, to stand before a value of another style."""
    return labelled(text, "").rstrip()


def labelled(label: object, value: object) -> str:
    """Returns «Label: value» with the colon of the reader's language."""
    return _("%(label)s: %(value)s") % {"label": label, "value": value}
