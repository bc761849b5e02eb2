"""Fills the forms of a page with what was sent before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.admin.helpers import AdminForm, InlineAdminFormSet
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict


def refill(context: Mapping[str, Any], fields: QueryDict) -> bool:
    """Fills every empty form of a page whose fields were sent; tells whether there was one."""
    filled = [_fill(form, fields) for form in _forms_in(context)]
    return any(filled)


def _forms_in(context: Mapping[str, Any]) -> Iterator[BaseForm | BaseFormSet[Any]]:
    for value in context.values():
        for item in value if isinstance(value, list | tuple) else [value]:
            if isinstance(item, AdminForm):
                yield item.form
            elif isinstance(item, InlineAdminFormSet):
                yield item.formset
            elif isinstance(item, BaseForm | BaseFormSet):
                yield item


def _fill(form: BaseForm | BaseFormSet[Any], fields: QueryDict) -> bool:
    if form.is_bound:
        return False
    if isinstance(form, BaseFormSet):
        return _fill_formset(form, fields)
    names = tuple(form.add_prefix(name) for name in form.fields)
    # Some widgets send several fields: a day and a time are `name_0` and `name_1`.
    if not any(key in names or key.rpartition("_")[0] in names for key in fields):
        return False
    form.data, form.files, form.is_bound = fields, MultiValueDict(), True
    _without_errors(form)
    return True


def _without_errors(form: BaseForm) -> None:
    """Marks a form as checked: it is checked when it is sent again."""
    form.cleaned_data = {}
    vars(form)["_errors"] = ErrorDict()  # Django's own mark


def _fill_formset(formset: BaseFormSet[Any], fields: QueryDict) -> bool:
    if f"{formset.prefix}-TOTAL_FORMS" not in fields:
        return False
    before = dict(formset.__dict__)
    formset.__dict__.pop("management_form", None)
    formset.__dict__.pop("forms", None)
    formset.data, formset.files, formset.is_bound = fields, MultiValueDict(), True
    try:
        rows = formset.forms
    except (KeyError, ObjectDoesNotExist, ValidationError):  # a row of it is gone meanwhile
        formset.__dict__.clear()
        formset.__dict__.update(before)
        return False
    vars(formset).update(_errors=[ErrorDict() for _ in rows], _non_form_errors=ErrorList())
    for row in rows:
        _without_errors(row)
    return True
