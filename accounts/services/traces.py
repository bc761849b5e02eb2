"""Finds and removes what names a person outside of their own rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import SET_NULL, Model, Q
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from accounts.models import Activity, Invitation, User
from jobs.services import emails_naming_delete
from web.models import KeptSubmission

BATCH = 500
"""Rows that one transaction changes or reads."""
MARK_LENGTH = 32


@dataclass(frozen=True)
class Traces:
    """Holds by what a person is named."""

    user_id: int
    addresses: frozenset[str]
    """Those that the person has confirmed."""
    unconfirmed: frozenset[str]
    """Others that they entered: nobody has shown whose they are."""


def references_clear(*, user_id: int) -> None:
    """Takes a person's name off the rows that stay, batch by batch.

    Each is a short transaction; Django would change all rows in the one that deletes the user.
    """
    for model, column in _references():
        rows = model._base_manager.filter(**{column: user_id}).order_by("pk")
        while keys := list(rows.values_list("pk", flat=True)[:BATCH]):
            model._base_manager.filter(pk__in=keys).update(**{column: None})


def _references() -> Iterator[tuple[type[Model], str]]:
    """Yields each model and column that names a user and stays without one."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields if not model._meta.proxy else ():
            on_delete = getattr(field.remote_field, "on_delete", None)
            if field.related_model is User and on_delete is SET_NULL:
                yield model, field.name


def traces_delete(*, traces: Traces) -> None:
    """Removes a person from waiting emails, forms, invitations, activities and the admin's log."""
    named = _pattern(traces.addresses)
    emails_naming_delete(
        addresses=traces.addresses, to_only=traces.unconfirmed, is_named=named.search
    )
    _submissions_delete(traces, named)
    Invitation.objects.filter(email__in=traces.addresses).delete()
    Activity.objects.filter(subject_email__in=traces.addresses).update(subject_email="")
    _log_clear(traces, named)


def _pattern(addresses: frozenset[str]) -> re.Pattern[str]:
    """Returns what finds an address in a text, but not within a longer one."""
    either = "|".join(re.escape(address) for address in sorted(addresses)) or "(?!)"
    return re.compile(rf"(?<![\w.+-])(?:{either})(?!\.?[\w-])")


def _submissions_delete(traces: Traces, named: re.Pattern[str]) -> None:
    KeptSubmission.objects.filter(user_key=str(traces.user_id)).delete()
    for address in traces.addresses:
        rows = KeptSubmission.objects.filter(fields__contains=address)
        keys = [row.pk for row in rows if named.search(row.fields)]
        KeptSubmission.objects.filter(pk__in=keys).delete()


def _log_clear(traces: Traces, named: re.Pattern[str]) -> None:
    """Leaves in the admin's log who changed what kind of row and when, without the name."""
    of_users = ContentType.objects.get_for_model(User)
    about = Q(content_type=of_users, object_id=str(traces.user_id))
    mentions = Q(pk=None)
    for address in traces.addresses | traces.unconfirmed:
        mentions |= Q(object_repr__contains=address) | Q(change_message__contains=address)
    entries = LogEntry.objects.filter(about | mentions).select_related("content_type")
    keys = [
        entry.pk
        for entry in entries
        if (entry.content_type_id, entry.object_id) == (of_users.pk, str(traces.user_id))
        or named.search(entry.object_repr)
        or named.search(entry.change_message)
    ]
    LogEntry.objects.filter(pk__in=keys).update(object_repr="–", change_message="")


def session_mark(address: str) -> str:
    """Returns what stands for an address in a job, whose arguments staff see."""
    return salted_hmac("accounts.traces", address, algorithm="sha256").hexdigest()[:MARK_LENGTH]


def sessions_naming_delete(*, user_id: int, marks: frozenset[str]) -> int:
    """Deletes the sessions that are a user's, or that hold a marked address; returns how many.

    A session does not say whose it is: all are read, in batches.
    """
    store = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
    count, last = 0, ""
    while rows := list(Session.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = rows[-1].pk
        keys = [row.pk for row in rows if _is_of(store.decode(row.session_data), user_id, marks)]
        with transaction.atomic():
            Session.objects.filter(pk__in=keys).delete()
        count += len(keys)
    return count


def _is_of(data: dict[str, Any], user_id: int, marks: frozenset[str]) -> bool:
    waiting = data.get("account_login") or {}  # of who signs in and must confirm the address first
    if str(user_id) in (data.get(SESSION_KEY), waiting.get("user_pk")):
        return True
    return any(session_mark(text) in marks for text in _texts(data) if "@" in text)


def _texts(value: Any) -> Iterator[str]:
    """Yields every text in what a session holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
