from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import REASON_LENGTH
from assessments.services.sharing import LINK_DAYS
from web.privacy import write_time


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        help_text=_("Your colleagues will see it next to the result."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ShareForm(forms.Form):
    days = forms.TypedChoiceField(
        label=_("Valid for"),
        coerce=int,
        initial=30,
        choices=lambda: [(days, write_time(timedelta(days=days))) for days in LINK_DAYS],
        error_messages={"required": _("Choose an option.")},
    )
