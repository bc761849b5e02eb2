"""What is asked: the figures of one period, and a sheet of many."""

from kpis.forms.entry import EntryForm
from kpis.forms.upload import UploadForm

__all__ = ["EntryForm", "UploadForm"]
