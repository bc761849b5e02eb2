"""Charts as SVG, drawn by templates and kept: a score looks the same for everyone who has it, and scores are few."""

from fractions import Fraction
from functools import lru_cache

from django.template.loader import get_template
from django.utils.safestring import SafeString

from assessments.charts import StageLabel, bar, narrow_scale, steps, wide_scale


@lru_cache(maxsize=2048)
def scale_drawing(
    score: Fraction, shown: str, stages: tuple[StageLabel, ...], title: str, description: str
) -> SafeString:
    """The scale of stages with the mark, once for wide and once for narrow pages."""
    template = get_template("assessments/_scale.html")
    words = {"overall": shown, "scale_title": title, "scale_description": description}
    wide = {"form": "wide", "width": 720, "height": 110, "scale": wide_scale(score, stages)}
    narrow = {"form": "narrow", "width": 288, "height": 184, "scale": narrow_scale(score, stages)}
    return template.render(words | wide) + template.render(words | narrow)


@lru_cache(maxsize=2048)
def bar_drawing(score: Fraction, bounds: tuple[Fraction, ...]) -> SafeString:
    return get_template("assessments/_bar.html").render({"bar": bar(score, bounds)})


@lru_cache(maxsize=256)
def steps_drawing(stages: tuple[str, ...], current: str) -> SafeString:
    return get_template("assessments/_stage_steps.html").render({"steps": steps(stages, current)})
