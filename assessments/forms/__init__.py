"""What people fill in: a section's answers, a start, a reason, a link."""

from assessments.forms.result import ShareForm, WithdrawForm
from assessments.forms.section import SectionForm
from assessments.forms.start import StartForm

__all__ = ["SectionForm", "ShareForm", "StartForm", "WithdrawForm"]
