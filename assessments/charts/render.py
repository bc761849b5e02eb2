"""Renders charts as SVG by templates, and caches them: few scores exist, and all look alike."""

from fractions import Fraction
from functools import lru_cache
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString

from assessments.charts.scale import StageLabel, bar, scale


def _render(template: str, context: dict[str, Any]) -> SafeString:
    return SafeString(get_template(f"assessments/{template}").render(context))


@lru_cache(maxsize=2048)
def render_scale(
    score: Fraction, stages: tuple[StageLabel, ...], before: Fraction | None, language: str
) -> SafeString:
    """Renders the scale of stages with a score, and with the score before as a ring."""
    current = next(stage for stage in stages if stage.current)
    context: dict[str, Any] = {
        "presented": {"overall": score, "stage": current},
        "before": None if before is None else {"overall": before},
        "scale": scale(score, stages, before),
    }
    return _render("_scale.html", context)


@lru_cache(maxsize=2048)
def render_bar(
    score: Fraction, bounds: tuple[Fraction, ...], before: Fraction | None = None
) -> SafeString:
    return _render("_bar.html", {"bar": bar(score, bounds, before)})


def render_answer(
    text: SafeString, plain: str, value: int, label: str, link: str, language: str, note: str = ""
) -> SafeString:
    """Renders one answer as a row, cached where it has no note."""
    render = _answer.__wrapped__ if note else _answer
    return render(text, plain, value, label, link, language, note)


@lru_cache(maxsize=4096)
def _answer(
    text: SafeString, plain: str, value: int, label: str, link: str, language: str, note: str
) -> SafeString:
    context = {"text": text, "plain": plain, "value": value, "label": label, "link": link}
    return _render("_answer.html", context | {"note": note})
