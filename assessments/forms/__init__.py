"""Defines the forms for answers, starting, withdrawing and sharing."""

from assessments.forms.result import ShareForm, WithdrawForm
from assessments.forms.section import SectionForm
from assessments.forms.start import StartForm

__all__ = ["SectionForm", "ShareForm", "StartForm", "WithdrawForm"]
