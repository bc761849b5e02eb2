"""Renders small parts of every page: icons, changes of a score."""

import re
from fractions import Fraction
from functools import cache

from django import template
from django.forms import BaseForm
from django.utils.safestring import SafeString, mark_safe

from localization.languages import current_language
from localization.numbers import format_change
from web.rendering import render_inline
from web.restored_forms import state_name

register = template.Library()
INDENT = re.compile(r"\n\s+")


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Renders an icon of `templates/icons/`, always beside a word: screen readers skip it."""
    return render_inline(f"icons/{name}.svg")


@register.inclusion_tag("components/_change.html")
def change(
    before: Fraction | int | None, now: Fraction | int | None, places: int
) -> dict[str, str]:
    """Renders the change from one score to another: arrow, sign, figure of the shown scores.

    None is nothing to compare with.
    """
    if before is None or now is None:
        return {"kind": ""}
    kind = "up" if now > before else "down" if now < before else "same"
    return {"kind": kind, "figure": format_change(before, now, current_language(), places)}


@register.filter
def unindented(markup: SafeString) -> SafeString:
    """Returns the markup of a page without indentation, a tenth of its weight even compressed."""
    return mark_safe(INDENT.sub("\n", markup))  # noqa: S308 - it was safe before


@register.filter
def stored_state(form: BaseForm) -> str:
    """Returns a name for what is stored of a form's fields: another one after each change of it.

    A browser fills in what it remembers (after Back, in a restored tab) only where form and first
    field are called as they were then. So its memory never covers something newer.
    """
    fields = form.fields.items()
    values = [f"{name}={form.get_initial_for_field(field, name)}" for name, field in fields]
    return state_name("\n".join(values))
