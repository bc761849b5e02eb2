"""Admin pages of the assessments: usage statistics."""

from assessments.admin import statistics  # noqa: F401 - registers the model admin
