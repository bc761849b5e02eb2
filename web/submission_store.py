"""Writes and reads what a form sent and could not store (decision 0007)."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from localization.languages import CODES
from web.models import KEPT_FOR, KeptSubmission
from web.retention import delete_in_batches

MOST_CHARACTERS = 600_000
"""The size of one submission; the longest page of staff is about half of it."""
MOST_OF_A_BROWSER = 20
OF_THE_PAGE = re.compile(r"__(shown|kept|typed_in)$|^initial-|_FORMS$|^(to|version|typed_in|next)$")
"""Names of fields that a page sends along and nobody typed."""


def form_key(address: str) -> str:
    """Returns the fingerprint of a form's address, the same one in every language."""
    first, _, rest = address.lstrip("/").partition("/")
    return _fingerprint(rest if first in CODES else address)


def submission_keep(
    *,
    token: str,
    user_key: str,
    address: str,
    form_address: str,
    page: str,
    fields: Mapping[str, Sequence[str]],
) -> KeptSubmission | None:
    """Keeps fields in place of what the browser's form sent before; None where it is too much.

    `form_address` is the one without the path of the site.
    """
    text = json.dumps(fields)
    if len(text) > MOST_CHARACTERS:
        return None
    browser = _fingerprint(token)
    kept, _ = KeptSubmission.objects.update_or_create(
        browser=browser,
        form_key=form_key(form_address),
        defaults={
            "user_key": user_key,
            "address": address,
            "page": page,
            "fields": text,
            "created_at": timezone.now(),
        },
    )
    newest = KeptSubmission.objects.filter(browser=browser).order_by("-created_at")
    surplus = newest.values_list("pk", flat=True)[MOST_OF_A_BROWSER:]
    KeptSubmission.objects.filter(pk__in=list(surplus)).delete()
    old_submissions_delete(most_batches=1)
    return kept


def has_kept(token: str, form_address: str) -> bool:
    return _of_browser(token).filter(form_key=form_key(form_address)).exists()


def submissions_of(token: str, user_key: str) -> list[KeptSubmission]:
    """Lists what a browser sent and its present user may see, the newest first."""
    mine = Q(user_key="") | Q(user_key=user_key)
    return list(_of_browser(token).filter(mine).order_by("-created_at"))


def get_submission(token: str, user_key: str, form_address: str) -> KeptSubmission | None:
    """Returns what the form at an address sent; else at the same path without a query."""
    keys = [form_key(form_address), form_key(form_address.partition("?")[0])]
    found = {kept.form_key: kept for kept in submissions_of(token, user_key)}
    return next((found[key] for key in keys if key in found), None)


def submission_delete(*, token: str, user_key: str, form_address: str) -> None:
    kept = get_submission(token, user_key, form_address)
    if kept is not None:
        kept.delete()


def submissions_discard(*, token: str, user_key: str) -> None:
    """Deletes all that a browser's present user may see."""
    pks = [kept.pk for kept in submissions_of(token, user_key)]
    KeptSubmission.objects.filter(pk__in=pks).delete()


def submission_move(*, kept: KeptSubmission, address: str, form_address: str) -> None:
    """Gives what was sent to another form of the browser, unless that has something itself."""
    key = form_key(form_address)
    if not KeptSubmission.objects.filter(browser=kept.browser, form_key=key).exists():
        kept.address = kept.page = address
        kept.form_key = key
        kept.save(update_fields=["address", "page", "form_key"])


def old_submissions_delete(*, most_batches: int | None = None) -> int:
    """Deletes what is older than an hour, batch by batch; returns how many."""
    old = KeptSubmission.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)
    return delete_in_batches(old, most_batches=most_batches)


def to_fields(kept: KeptSubmission) -> QueryDict:
    """Returns the fields as they were sent."""
    fields = QueryDict(mutable=True)
    for name, values in json.loads(kept.fields).items():
        fields.setlist(name, values)
    return fields


def to_typed(kept: KeptSubmission) -> list[tuple[str, str]]:
    """Lists the fields that somebody filled in, by name."""
    return typed_in(to_fields(kept))


def typed_in(fields: QueryDict) -> list[tuple[str, str]]:
    """Lists the fields that somebody filled in, by name, of all that a form sent."""
    return [
        (name, value)
        for name, values in fields.lists()
        for value in values
        if value.strip() and not OF_THE_PAGE.search(name)
    ]


def _of_browser(token: str) -> QuerySet[KeptSubmission]:
    since = timezone.now() - KEPT_FOR
    return KeptSubmission.objects.filter(browser=_fingerprint(token), created_at__gte=since)


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
