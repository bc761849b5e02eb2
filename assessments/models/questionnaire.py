from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.guards import advice_guard, status_guard, structure_guard
from content.models.triggers import content_revision_trigger

# modeltranslation makes the class of its managers at run time, where no type checker sees it:
# hence the managers are declared, and the related ones ignored.

# The lookahead refuses names and ids that the questionnaire's own pages use; two underscores join a
# key to a suffix.
KEY = RegexValidator(
    r"^(?!(to|language|appearance|main|saved|shown|answered)$)[a-z][a-z0-9]*(_[a-z0-9]+)*$",
    _("Use lower-case letters, digits and underscores for a key, and begin with a letter."),
)


class Questionnaire(models.Model):  # type: ignore[django-manager-missing]  # see below
    """Represents one version of sections, statements, stages and stage advice."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        ARCHIVED = "archived", _("Archived")

    version = models.PositiveIntegerField(_("version"), unique=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    published_at = models.DateTimeField(_("published on"), null=True, blank=True)
    archived_at = models.DateTimeField(_("archived on"), null=True, blank=True)

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        ordering = ["-version"]
        permissions = [("publish_questionnaire", "Can publish questionnaires")]
        constraints = [
            models.UniqueConstraint(
                fields=["status"],
                condition=models.Q(status="published"),
                name="questionnaire_one_published",
                violation_error_message=_(
                    "Another version is published. Only one can be published at a time."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["draft", "published", "archived"]),
                name="questionnaire_status_is_known",
                violation_error_message=_("Choose one of the statuses of a version."),
            ),
        ]
        triggers = [status_guard(), content_revision_trigger()]

    def __str__(self) -> str:
        return _("Version %(version)s") % {"version": self.version}

    @property
    def is_draft(self) -> bool:
        """Tells whether the structure may still change."""
        return self.status == self.Status.DRAFT


class Section(models.Model):  # type: ignore[django-manager-missing]  # see below
    objects: ClassVar[models.Manager["Section"]]

    questionnaire = models.ForeignKey(
        Questionnaire,
        on_delete=models.CASCADE,
        related_name="sections",
        verbose_name=_("questionnaire"),
    )
    key = models.CharField(_("key"), max_length=60, validators=[KEY])
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(
        _("short name"),
        max_length=40,
        help_text=_("Shown on the button that leads to it and as the head of a table column."),
    )

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["questionnaire", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "key"],
                name="section_key_once",
                violation_error_message=_(
                    "Another section of this version has this key. Choose a different one."
                ),
            ),
            models.UniqueConstraint(
                fields=["questionnaire", "order"],
                name="section_order_once",
                violation_error_message=_("Another section of this version has this position."),
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        triggers = [structure_guard(), content_revision_trigger()]

    def __str__(self) -> str:
        return self.key


class Statement(models.Model):
    objects: ClassVar[models.Manager["Statement"]]

    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, related_name="statements", verbose_name=_("section")
    )
    key = models.CharField(_("key"), max_length=60, validators=[KEY])
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["section", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "key"],
                name="statement_key_once",
                violation_error_message=_(
                    "Another statement of this section has this key. Choose a different one."
                ),
            ),
            models.UniqueConstraint(
                fields=["section", "order"],
                name="statement_order_once",
                violation_error_message=_("Another statement of this section has this position."),
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        triggers = [structure_guard(), content_revision_trigger()]

    def __str__(self) -> str:
        return self.key


class Stage(models.Model):  # type: ignore[django-manager-missing]  # see below
    """Represents a band of scores; a score has the stage with the highest bound that it reaches."""

    objects: ClassVar[models.Manager["Stage"]]

    questionnaire = models.ForeignKey(
        Questionnaire,
        on_delete=models.CASCADE,
        related_name="stages",
        verbose_name=_("questionnaire"),
    )
    key = models.CharField(_("key"), max_length=60, validators=[KEY])
    lower_bound = models.DecimalField(_("lower bound"), max_digits=3, decimal_places=2)
    name = models.CharField(_("name"), max_length=60)
    description = models.TextField(_("description"))

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ["questionnaire", "lower_bound"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "key"],
                name="stage_key_once",
                violation_error_message=_(
                    "Another stage of this version has this key. Choose a different one."
                ),
            ),
            models.UniqueConstraint(
                fields=["questionnaire", "lower_bound"],
                name="stage_bound_once",
                violation_error_message=_(
                    "Another stage of this version starts at this score. Choose a different one."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(lower_bound__gte=1, lower_bound__lte=5),
                name="stage_bound_on_the_scale",
                violation_error_message=_("A stage starts at a score from 1 to 5."),
            ),
        ]
        triggers = [structure_guard(), content_revision_trigger()]

    def __str__(self) -> str:
        return self.key


class StageAdvice(models.Model):
    """Represents the advice for a section at a stage."""

    objects: ClassVar[models.Manager["StageAdvice"]]

    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, related_name="advice", verbose_name=_("section")
    )
    stage = models.ForeignKey(
        Stage, on_delete=models.CASCADE, related_name="advice", verbose_name=_("stage")
    )
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("stage advice")
        verbose_name_plural = _("stage advice")
        ordering = ["section", "stage__lower_bound"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "stage"],
                name="advice_once_per_section_and_stage",
                violation_error_message=_("This section already has advice for this stage."),
            )
        ]
        triggers = [structure_guard(), advice_guard(), content_revision_trigger()]

    def __str__(self) -> str:
        return f"{self.section} / {self.stage}"

    def clean(self) -> None:
        chosen = self.section_id and self.stage_id
        if chosen and self.stage.questionnaire_id != self.section.questionnaire_id:
            raise ValidationError({"stage": _("This stage belongs to another version.")})
