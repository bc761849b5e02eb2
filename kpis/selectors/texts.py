"""Which texts of the KPIs people come across."""

from django.db.models import QuerySet

from kpis.models import ChoiceText, GroupText, InputText, Kpi


def texts_in_use() -> list[QuerySet]:
    """The rows whose texts a language needs to be offered: all, since these have no draft."""
    return [model.objects.all() for model in (Kpi, GroupText, InputText, ChoiceText)]
