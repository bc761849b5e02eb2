"""The languages that MSPs are offered: those whose content has been complete once."""

from localization.languages import CODES


def offered_codes() -> tuple[str, ...]:
    """In the order of the settings; the source language always."""
    return CODES
