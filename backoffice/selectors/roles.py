"""What each kind of staff may do. The groups are made by the command `make_groups`; superusers may everything."""

from dataclasses import dataclass

from django.conf import settings

from localization.languages import CODES

PUBLISH = "assessments.publish_questionnaire"
"""To make a draft the questionnaire that new assessments begin on, and to offer a language to MSPs."""
EDIT = "assessments.change_statement"
"""Held by editors: every text in every language, and the structure of drafts."""


def translate(code: str) -> str:
    """The permission to write the texts of one language."""
    return f"content.translate_{code}"


def writable_languages(user) -> tuple[str, ...]:
    """The languages whose texts the user may write: all for an editor, the named ones for a translator."""
    if user.has_perm(EDIT):
        return CODES
    return tuple(code for code in CODES if user.has_perm(translate(code)))


def may_publish(user) -> bool:
    return user.has_perm(PUBLISH)


SUPPORT = "accounts.support_account"
"""To see accounts, their members and how far they are. Answers and KPI figures need the account's own leave besides."""
NUMBERS = "assessments.view_usagestatistics"
"""Counts of all accounts together: for whoever has a role."""
VIEW, WRITE = ("view",), ("view", "add", "change", "delete")
CONTENT = (
    "assessments.Questionnaire",
    "assessments.Section",
    "assessments.Statement",
    "assessments.Stage",
    "assessments.StageAdvice",
    "kpis.Kpi",
    "kpis.InputText",
    "kpis.GroupText",
    "kpis.ChoiceText",
    "kpis.Benchmark",
    "glossary.Term",
    "translations.TradeTerm",
)
"""What staff write. A model that is not installed is passed over."""


@dataclass(frozen=True)
class Role:
    """A group of staff: what it does with each model, and which permissions it has besides."""

    models: dict[str, tuple[str, ...]]
    permissions: tuple[str, ...] = ()


def roles() -> dict[str, Role]:
    """Every group by its name. The source language has no translators: whoever writes it is an editor."""
    content = dict.fromkeys(CONTENT, VIEW)
    return {
        "Editor": Role(dict.fromkeys(CONTENT, WRITE), (NUMBERS,)),
        "Publisher": Role(content, (PUBLISH, NUMBERS)),
        "Support": Role(
            {"accounts.Account": VIEW, "accounts.Membership": VIEW}, (SUPPORT, NUMBERS)
        ),
        **{
            f"Translator: {name}": Role(content, (translate(code), NUMBERS))
            for code, name in settings.LANGUAGES
            if code != settings.LANGUAGE_CODE
        },
    }
