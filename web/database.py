"""Tells errors of the database apart."""

from django.db import DatabaseError


def violated_constraint(error: DatabaseError) -> str:
    """Returns the name of the constraint or trigger that refused a write, or an empty string."""
    diagnostics = getattr(error.__cause__, "diag", None)
    return getattr(diagnostics, "constraint_name", None) or ""
