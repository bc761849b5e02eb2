"""Moves the time of Django and of the database in a test with one transaction."""

from datetime import datetime

from django.db import connection
from django.utils import timezone

# `now()` without a schema, as in our triggers and in the queue's functions, is found here first.
SHADOW = """
    CREATE SCHEMA clock;
    CREATE FUNCTION clock.now() RETURNS timestamptz LANGUAGE sql STABLE
        AS $$ SELECT current_setting('clock.now')::timestamptz $$;
    SET LOCAL search_path = clock, public, pg_catalog;
"""


class Clock:
    """Sets what `timezone.now()` and the database's `now()` return, until the test ends."""

    def __init__(self, monkeypatch, moment: datetime) -> None:
        self.moment = moment
        monkeypatch.setattr(timezone, "now", lambda: self.moment)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('clock.now', %s, true)", [moment.isoformat()])
            cursor.execute(SHADOW)

    def set(self, moment: datetime) -> None:
        self.moment = moment
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('clock.now', %s, true)", [moment.isoformat()])
