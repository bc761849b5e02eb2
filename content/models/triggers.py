"""The trigger that every table of content has."""

import pgtrigger


def content_revision_trigger() -> pgtrigger.Trigger:
    """Returns a trigger for `Meta.triggers`: each statement that changes the table gives the content a new revision.

    The value comes from the sequence behind the id of ContentRevision, which no rollback takes back, so that a value
    stands for one state of the content only.
    """
    return pgtrigger.Trigger(
        name="content_revision",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate,
        func=(
            "INSERT INTO content_contentrevision (id, value) VALUES "
            "(1, nextval(pg_get_serial_sequence('content_contentrevision', 'id'))) "
            "ON CONFLICT (id) DO UPDATE SET value = EXCLUDED.value; RETURN NULL;"
        ),
    )
