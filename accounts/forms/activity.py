from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import ActorType, User
from accounts.registry import ActivityGroup, list_activity_kinds
from accounts.selectors.activity import FORMER, ActivityFilter
from localization.dates import EARLIEST_DAY


class DayField(forms.DateField):
    """Asks a day from `EARLIEST_DAY` on, by the browser's calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d"],
            **kwargs,
        )

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and value < EARLIEST_DAY:
            raise forms.ValidationError(
                _("Enter a date in %(year)s or later."), params={"year": EARLIEST_DAY.year}
            )


class ActivityFilterForm(forms.Form):
    """Asks which activities of an account to show."""

    group = forms.ChoiceField(
        label=_("What"),
        required=False,
        choices=[("", _("All activities")), *ActivityGroup.choices],
    )
    person = forms.ChoiceField(label=_("Who"), required=False)
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"))

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [each for each in ActorType if each != ActorType.MEMBER]
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", _("Everyone")),
            *((str(person.pk), person.get_full_name()) for person in people),
            (FORMER, _("Former members")),
            *((each.value, each.label) for each in others),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and since > until:
            self.add_error("until", _("Enter a day that is not before the first one."))
        return data

    def to_filter(self) -> ActivityFilter:
        """Returns what was chosen, with days in the active time zone; call it on a valid form."""
        data, today = self.cleaned_data, timezone.localdate()
        group, until = data["group"], data["until"]
        kinds = [kind.key for kind in list_activity_kinds() if kind.group == group]
        return ActivityFilter(
            kinds=kinds if group else None,
            person=data["person"],
            since=_midnight(min(data["since"], today)) if data["since"] else None,
            until=_midnight(until + timedelta(days=1)) if until and until < today else None,
        )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
