"""Reads the results that a comparison needs."""

import uuid

from accounts.models import Account
from assessments.models import Assessment
from assessments.selectors.results import NEWEST_FIRST, account_results

CHOICES = 12
"""The number of newest results that the page offers; older ones are chosen in the list."""


def comparison_choices(account: Account) -> list[Assessment]:
    """Lists the newest results to choose from."""
    results = account_results(account).select_related("result").order_by(*NEWEST_FIRST)
    return list(results[:CHOICES])


def assessments_by_id(
    account: Account, ids: list[uuid.UUID], choices: list[Assessment]
) -> list[Assessment]:
    """Lists those of the ids that are the account's, completed or not. At most one query.

    Those among the choices are not read again.
    """
    known = {row.pk: row for row in choices}
    missing = [key for key in ids if key not in known]
    if missing:
        known |= Assessment.objects.filter(account=account).in_bulk(missing)
    return [known[key] for key in ids if key in known]
