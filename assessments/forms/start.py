from datetime import date

from django import forms
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Account
from localization.dates import EARLIEST_DAY
from localization.regions import zone


class LastAnswers(TextChoices):
    SHOW = "show", _("Show my last answers next to the statements")
    FILL = "fill", _("Start from my last answers and update what has changed")
    HIDE = "hide", _("Do not show my last answers")


class StartForm(forms.Form):
    """Asks how to begin: which earlier answers to show, and the day of one made on paper."""

    last = forms.ChoiceField(
        label=_("My last answers"),
        choices=LastAnswers.choices,
        initial=LastAnswers.SHOW,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an option.")},
    )
    assessed_on = forms.DateField(
        label=_("Completed on paper on"),
        required=False,
        help_text=_(
            "Only for an earlier assessment that you enter now: the date it was completed. "
            "Otherwise leave this blank."
        ),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )

    def __init__(self, data: QueryDict | None = None, *, account: Account, has_last: bool) -> None:
        super().__init__(data)
        self.account = account
        if not has_last:
            del self.fields["last"]

    def clean_assessed_on(self) -> date | None:
        day = self.cleaned_data["assessed_on"]
        if day is None:
            return None
        if day > timezone.localdate(timezone=zone(self.account.time_zone)):
            raise forms.ValidationError(
                _("This date is in the future. Enter the date the paper was completed.")
            )
        if day < EARLIEST_DAY:
            raise forms.ValidationError(
                _("Enter a date in %(year)s or later."), params={"year": EARLIEST_DAY.year}
            )
        return day
