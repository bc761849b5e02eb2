"""Charts as SVG, drawn by templates and kept: a score looks the same for everyone who has it, and scores are few."""

from fractions import Fraction
from functools import lru_cache

from django.template.loader import get_template
from django.utils.safestring import SafeString

from assessments.charts import StageLabel, bar, narrow_scale, steps, wide_scale


@lru_cache(maxsize=2048)
def render_scale(
    score: Fraction, stages: tuple[StageLabel, ...], before: Fraction | None, language: str
) -> SafeString:
    """The scale of stages with the mark, once for wide and once for narrow pages, in a language."""
    template = get_template("assessments/_scale.html")
    current = next(stage for stage in stages if stage.current)
    words = {
        "shown": {"overall": score, "stage": current},
        "before": None if before is None else {"overall": before},
    }
    wide = {"form": "wide", "width": 720, "height": 110, "scale": wide_scale(score, stages, before)}
    narrow = {
        "form": "narrow",
        "width": 288,
        "height": 184,
        "scale": narrow_scale(score, stages, before),
    }
    return template.render(words | wide) + template.render(words | narrow)


@lru_cache(maxsize=2048)
def render_bar(
    score: Fraction, bounds: tuple[Fraction, ...], before: Fraction | None = None
) -> SafeString:
    return get_template("assessments/_bar.html").render({"bar": bar(score, bounds, before)})


@lru_cache(maxsize=256)
def render_stage_steps(stages: tuple[str, ...], current: str) -> SafeString:
    return get_template("assessments/_stage_steps.html").render({"steps": steps(stages, current)})


def render_answer(
    text: SafeString, plain: str, value: int, label: str, link: str, language: str, note: str = ""
) -> SafeString:
    """One answer as a row. Without a note it looks the same for everyone who gave it, and is kept."""
    draw = _answer.__wrapped__ if note else _answer
    return draw(text, plain, value, label, link, language, note)


@lru_cache(maxsize=4096)
def _answer(text, plain, value, label, link, language, note) -> SafeString:
    context = {"text": text, "plain": plain, "value": value, "label": label, "link": link}
    return get_template("assessments/_answer.html").render(context | {"note": note})
