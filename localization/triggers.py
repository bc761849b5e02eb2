"""Database triggers that tell of changed content; for migrations of the apps that own content tables."""

from django.db.migrations import RunSQL


def watch_content(table: str) -> RunSQL:
    """Every statement that changes `table` gives the content a new revision (see models.ContentRevision)."""
    return RunSQL(
        f"CREATE TRIGGER content_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION localization_content_changed();",
        f"DROP TRIGGER content_changed ON {table};",
    )
