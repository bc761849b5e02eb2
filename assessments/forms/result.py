from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import REASON_LENGTH


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
        choices=[(7, _("7 days")), (30, _("30 days")), (90, _("90 days"))],
        error_messages={"required": _("Choose an option.")},
    )
