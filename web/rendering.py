"""Renders parts of a line by templates."""

from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe


def render_inline(template: str, **context: Any) -> SafeString:
    """Renders a template without the last line break of its file, which would be a gap."""
    rendered = get_template(template).render(context).strip()
    return mark_safe(rendered)  # noqa: S308 - a template escapes
