"""Renders small elements of pages: icons, changes of scores, cells of numbers."""

from fractions import Fraction
from html import escape

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from localization.languages import current_language
from localization.numbers import format_change

register = template.Library()

PATHS = {
    "globe": '<path fill-rule="evenodd" d="M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0ZM1.7 7h2.8c.1-1.7.5-3.2 1-4.4A6.5 6.5 0 0 0 1.7 7Zm0 2a6.5 6.5 0 0 0 3.8 4.4c-.5-1.2-.9-2.7-1-4.4H1.7Zm4.3 0c.2 3.2 1.3 5.3 2 5.3s1.8-2.1 2-5.3H6Zm0-2h4c-.2-3.2-1.3-5.3-2-5.3S6.2 3.800 6 7Zm5.5 2c-.1 1.7-.5 3.2-1 4.4A6.5 6.5 0 0 0 14.3 9h-2.800Zm2.800-2a6.5 6.5 0 0 0-3.800-4.4c.5 1.2.9 2.7 1 4.4h2.800Z"/>',
    "error": '<path fill-rule="evenodd" d="M4.7 0h6.6L16 4.7v6.6L11.3 16H4.7L0 11.3V4.7L4.7 0Zm0 6 2 2-2 2L6 11.3l2-2 2 2 1.3-1.3-2-2 2-2L10 4.7l-2 2-2-2L4.7 6Z"/>',
    "download": '<path d="M8 11.5 3.2 6.7l1.5-1.5L7 7.5V0h2v7.5l2.3-2.3 1.5 1.5L8 11.5ZM1 13h14v2H1z"/>',
    "good": '<path fill-rule="evenodd" d="M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0Zm-1 11.4 5.2-5.2-1.4-1.4L7 8.6 5.2 6.8 3.8 8.2 7 11.4Z"/>',
    "tick": '<path d="M6.2 13.2 1.4 8.4l1.7-1.7 3.1 3.1 6.7-6.7 1.7 1.7z"/>',
    "warning": '<path fill-rule="evenodd" d="M8 .8 16 15H0L8 .8ZM7 6v4.5h2V6H7Zm0 5.7v2h2v-2H7Z"/>',
    "none": '<path fill-rule="evenodd" d="M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0Zm0 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM4.5 7h7v2h-7V7Z"/>',
    "unknown": '<path fill-rule="evenodd" d="M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0Zm0 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm-1 9h2v2H7v-2Zm-1.9-5C5.2 4.3 6.4 3.3 8 3.3s2.9 1 2.9 2.6c0 1.2-.7 1.8-1.3 2.3-.4.3-.6.5-.6 1V10H7v-.9c0-1.3.7-1.9 1.3-2.3.4-.3.6-.5.6-.9 0-.5-.3-.8-.9-.8s-.9.3-1 .9H5.1Z"/>',
    "up": '<path d="M8 2.5 14.5 13h-13z"/>',
    "down": '<path d="M8 13.5 1.5 3h13z"/>',
    "same": '<path d="M2 5h12v2.200H2zm0 4h12v2.200H2z"/>',
}


def _render_icon(path: str) -> SafeString:
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(path),  # noqa: S308 - constants of this module
    )


ICONS = {name: _render_icon(path) for name, path in PATHS.items()}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Renders an icon. Put it beside a word: screen readers skip the icon."""
    return ICONS[name]


@register.simple_tag
def change(value: Fraction | int | None, places: int) -> SafeString:
    """Renders a change of a score as arrow, sign and figure; None as «N/A»."""
    if value is None:
        return format_html('<span class="change change--none">{}</span>', _("N/A"))
    kind = "up" if value > 0 else "down" if value < 0 else "same"
    figure = format_change(value, current_language(), places)
    return format_html('<span class="change change--{}">{}{}</span>', kind, ICONS[kind], figure)


@register.simple_tag
def number_cells(cells: list[tuple[str, str]]) -> SafeString:
    """Renders (column, figure) pairs as the cells of a row; one call, because tables have many cells.

    On a narrow screen the cells stand below each other, each with the name of its column.
    """
    row = "".join(
        f'<td role="cell" class="is-number" data-label="{escape(name)}">{escape(figure)}</td>'
        for name, figure in cells
    )
    return mark_safe(row)  # noqa: S308 - both are escaped above
