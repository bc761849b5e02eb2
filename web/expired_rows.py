"""Deletes the sessions and the rows of the cache that have expired."""

from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.utils import timezone

from web.models import CacheEntry
from web.retention import delete_in_batches


def expired_sessions_delete() -> int:
    """Deletes sessions that have ended; returns how many. Django's command does so at once."""
    return delete_in_batches(Session.objects.filter(expire_date__lt=timezone.now()))


def expired_cache_rows_delete() -> int:
    """Deletes expired rows of the cache, unless Redis is the cache, which does so itself."""
    if not isinstance(caches["default"], DatabaseCache):
        return 0
    return delete_in_batches(CacheEntry.objects.filter(expires__lt=timezone.now()))
