"""Deletes accounts after a time in which an owner can undo it."""

from datetime import timedelta

UNDO_FOR = timedelta(days=7)
"""How long an owner can undo the deletion of an account."""
