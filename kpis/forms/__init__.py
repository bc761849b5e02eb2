"""What is asked: the figures of one period, and a sheet of many."""

from kpis.forms.entry import EntryForm

__all__ = ["EntryForm"]
