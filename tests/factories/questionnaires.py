"""Creates a second version: one statement added, one removed, one reworded under a new key."""

from assessments.models import Questionnaire, Statement
from authoring.services.drafts import questionnaire_clone
from authoring.services.publishing import questionnaire_publish
from localization.languages import CODES

REMOVED, ADDED, OLD_WORDING, NEW_WORDING = (
    "tool_usage",
    "tool_inventory",
    "pricing_review",
    "pricing_review_yearly",
)


def make_second_version(first: Questionnaire) -> Questionnaire:
    """Publishes a second version, which archives the first; all other statements stay the same."""
    second = questionnaire_clone(questionnaire=first)
    for old, new in ((REMOVED, ADDED), (OLD_WORDING, NEW_WORDING)):
        texts = {f"text_{code}": f"{new} {code}" for code in CODES}
        Statement.objects.filter(section__questionnaire=second, key=old).update(key=new, **texts)
    questionnaire_publish(questionnaire=second)
    return second
