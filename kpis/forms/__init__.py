"""Defines the forms: the figures of one period, and the upload of a sheet of many."""

from kpis.forms.entry import EntryForm
from kpis.forms.upload import UploadForm

__all__ = ["EntryForm", "UploadForm"]
