"""Registers the admin page of the usage statistics."""

from assessments.admin import statistics  # noqa: F401 - registers the model admin
