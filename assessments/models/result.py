from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from assessments.models.guards import result_guard
from localization.numbers import Rounding, round_exactly


class Result(models.Model):
    """Stores what an assessment scored when it was completed; a trigger refuses changes."""

    assessment = models.OneToOneField(
        Assessment,
        on_delete=models.CASCADE,
        related_name="result",
        verbose_name=_("assessment"),
    )
    questionnaire_version = models.PositiveIntegerField(_("questionnaire version"))
    scoring_version = models.PositiveSmallIntegerField(_("scoring version"))
    language = models.CharField(_("language"), max_length=10)
    completed_at = models.DateTimeField(_("completed"))
    overall_numerator = models.PositiveBigIntegerField(_("overall score, numerator"))
    overall_denominator = models.PositiveBigIntegerField(_("overall score, denominator"))
    stage = models.CharField(_("stage"), max_length=60)
    points = models.PositiveIntegerField(_("points"))
    points_possible = models.PositiveIntegerField(_("points possible"))
    next_stage = models.CharField(_("next stage"), max_length=60, blank=True)
    next_stage_bound = models.DecimalField(
        _("next stage from"), max_digits=3, decimal_places=2, null=True, blank=True
    )
    points_to_next_stage = models.PositiveIntegerField(
        _("points to the next stage"), null=True, blank=True
    )
    # The cheapest way there: [[statement key, its value, points to raise it by], …]
    rises = models.JSONField(_("statements to improve"), default=list)

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    overall_denominator__gt=0,
                    overall_numerator__gte=models.F("overall_denominator"),
                    overall_numerator__lte=models.F("overall_denominator") * 5,
                ),
                name="result_overall_on_the_scale",
                violation_error_message=_("A score is between 1 and 5."),
            ),
            models.CheckConstraint(
                condition=models.Q(next_stage="", next_stage_bound=None, points_to_next_stage=None)
                | (
                    ~models.Q(next_stage="")
                    & models.Q(next_stage_bound__isnull=False, points_to_next_stage__gt=0)
                ),
                name="result_next_stage_is_whole",
                violation_error_message=_(
                    "A next stage needs its name, its score and the points to it."
                ),
            ),
        ]
        triggers = [result_guard()]

    def __str__(self) -> str:
        return f"{round_exactly(self.overall, 2, Rounding.FLOOR)} {self.stage}"

    @property
    def overall(self) -> Fraction:
        return Fraction(self.overall_numerator, self.overall_denominator)


class SectionResult(models.Model):
    result = models.ForeignKey(
        Result, on_delete=models.CASCADE, related_name="sections", verbose_name=_("result")
    )
    key = models.CharField(_("section"), max_length=60)
    order = models.PositiveSmallIntegerField(_("order"))
    total = models.PositiveSmallIntegerField(_("total"))
    count = models.PositiveSmallIntegerField(_("number of statements"))
    stage = models.CharField(_("stage"), max_length=60)

    class Meta:
        verbose_name = _("section result")
        verbose_name_plural = _("section results")
        ordering = ["result", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["result", "key"],
                name="section_result_once",
                violation_error_message=_("This section already has a result."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    count__gt=0, total__gte=models.F("count"), total__lte=models.F("count") * 5
                ),
                name="section_result_on_the_scale",
                violation_error_message=_(
                    "The points of a section are between 1 and 5 for each statement."
                ),
            ),
        ]
        triggers = [result_guard()]

    def __str__(self) -> str:
        return f"{self.key}: {self.total}/{self.count}"

    @property
    def average(self) -> Fraction:
        return Fraction(self.total, self.count)
