"""Provides the database trigger that every table of content needs."""

import pgtrigger

CONTENT_REVISION_TRIGGER = "content_revision"


def content_revision_trigger() -> pgtrigger.Trigger:
    """Returns a trigger for `Meta.triggers`: each change of the table makes a new content revision.

    The value comes from the sequence behind the id of ContentRevision, which a rollback does not
    reset, so that a value stands for one state of the content only.
    """
    return pgtrigger.Trigger(
        name=CONTENT_REVISION_TRIGGER,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate,
        func=(
            "INSERT INTO content_contentrevision (id, value) VALUES "
            "(1, nextval(pg_get_serial_sequence('content_contentrevision', 'id'))) "
            "ON CONFLICT (id) DO UPDATE SET value = EXCLUDED.value; RETURN NULL;"
        ),
    )
