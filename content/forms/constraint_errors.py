"""Provides change forms that say beside a field what a constraint of the database refuses."""

import types
from collections.abc import Iterator

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import BaseConstraint, Model, Q, UniqueConstraint


class ConstraintErrorsForm(forms.BaseModelForm):
    """Checks every constraint of the model, those with fields that the form does not show too.

    Django's own check leaves out a constraint as soon as one of its fields is not in the form,
    as the parent of a row that is shown read-only; the database would then refuse the row.
    """

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # of ModelForm, which the stubs do not show
        invalid = {name for name in self.errors if name != NON_FIELD_ERRORS}
        for model, constraints in self.instance.get_constraints():
            for constraint in constraints:
                names = list(_list_fields(model, constraint))
                if not invalid.isdisjoint(names):
                    continue  # another error stands there, which comes first
                try:
                    constraint.validate(model, self.instance)
                except ValidationError as error:
                    self._show(error, names)

    def _show(self, error: ValidationError, names: list[str]) -> None:
        """Adds the error to the last of the fields that can be changed, instead of to the top."""
        general = self.errors.get(NON_FIELD_ERRORS)
        if general is not None:
            kept = [known for known in general.as_data() if known.message != error.message]
            general.data[:] = kept
            if not kept:
                del self.errors[NON_FIELD_ERRORS]
        shown = [name for name in names if name in self.fields and self._can_change(name)]
        self.add_error(shown[-1] if shown else None, error)

    def _can_change(self, name: str) -> bool:
        field = self.fields[name]
        return not (field.disabled or isinstance(field, forms.models.InlineForeignKeyField))


def with_constraint_errors(form: type[forms.ModelForm]) -> type[forms.ModelForm]:
    """Returns the form class with the errors of constraints beside their fields."""
    if issubclass(form, ConstraintErrorsForm):
        return form
    return types.new_class(form.__name__, (ConstraintErrorsForm, form))


def _list_fields(model: type[Model], constraint: BaseConstraint) -> Iterator[str]:
    """Lists the fields that a constraint is about, the one that is changed most likely last."""
    if isinstance(constraint, UniqueConstraint) and constraint.fields:
        yield from constraint.fields
        return
    expressions = getattr(constraint, "expressions", None) or [
        getattr(constraint, "condition", Q())
    ]
    for expression in expressions:
        for path in model._get_expr_references(expression):  # type: ignore[attr-defined]
            yield path[0]
