"""What a draft needs before MSPs may begin on it, and making it the version they begin on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator

from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement
from authoring.selectors.version import Version
from glossary.models import Term
from localization.available_languages import offered_codes

ABBREVIATION_PATTERN = re.compile(r"(?<![\w-])[A-Z]{3,}(?=s?(?![\w-]))")
"""Three capitals and more: PSA, SLAs. Two are too often a word in capitals (IT, OK)."""
COMMON_ABBREVIATIONS = frozenset({"MSP", "PDF", "CEO", "USB", "VPN", "KPI"})
"""Abbreviations that need no explanation to a provider of IT services."""


class InvalidContent(ValueError):
    """Content that cannot be loaded or published; the message lists what is wrong, a line each."""


@dataclass(frozen=True)
class Gap:
    """One thing that publishing needs and that is missing, and where it is mended."""

    said: str
    row: Model | None = None
    """The row to open; None where it is the questionnaire's structure."""
    at: str = ""
    """The field in the row's form."""
    add: type[Model] | None = None
    """What is to be added, where a row is missing."""
    values: dict = field(default_factory=dict)
    """What that row begins with."""


@transaction.atomic
def questionnaire_publish(*, questionnaire: Questionnaire) -> None:
    """Makes a draft the one that new assessments begin on; the one before is archived. Raises InvalidContent.

    Assessments in progress stay with the version they began on.
    """
    locked = list(Questionnaire.objects.select_for_update().order_by("pk"))
    questionnaire.refresh_from_db()
    if not questionnaire.is_draft:
        raise InvalidContent(_("Only a draft can be published."))
    if gaps := content_gaps(questionnaire):
        raise InvalidContent("\n".join(str(gap.said) for gap in gaps))
    now = timezone.now()
    for other in locked:
        if other.status == Questionnaire.Status.PUBLISHED:
            other.status, other.archived_at = Questionnaire.Status.ARCHIVED, now
            other.save(update_fields=["status", "archived_at"])
    questionnaire.status, questionnaire.published_at = Questionnaire.Status.PUBLISHED, now
    questionnaire.save(update_fields=["status", "published_at"])


def content_gaps(questionnaire: Questionnaire) -> list[Gap]:
    """What it lacks to be published: texts in every offered language, advice, statements, sound bounds and keys."""
    version = Publishable(questionnaire)
    return [
        *version.missing_pieces(),
        *version.unsound_bounds(),
        *version.unsound_keys(),
        *version.missing_texts(),
        *version.missing_advice(),
        *version.undefined_terms(),
    ]


def text_gaps(questionnaire: Questionnaire) -> list[Gap]:
    """The texts that it lacks: what was published once may be emptied by hand in the database."""
    return list(Publishable(questionnaire).missing_texts())


class Publishable(Version):
    """A version, and what it lacks."""

    def missing_pieces(self) -> Iterator[Gap]:
        if not self.sections:
            yield Gap(
                _("There is no section."), add=Section, values={"questionnaire": self.questionnaire}
            )
        filled = {row.section_id for row in self.statements}
        for section in self.sections:
            if section.pk not in filled:
                yield Gap(
                    format_lazy(_("Section {key}: it has no statements."), key=section.key),
                    add=Statement,
                    values={"section": section},
                )

    def unsound_bounds(self) -> Iterator[Gap]:
        """A stage's bound is its place, so bounds in one order with the scale cannot be out of order with themselves;
        what can be wrong is the first one. That no two are alike and all on the scale, the database holds."""
        if not self.stages:
            yield Gap(
                _("There is no stage."), add=Stage, values={"questionnaire": self.questionnaire}
            )
        elif self.stages[0].lower_bound != 1:
            yield Gap(
                format_lazy(
                    _("Stage {key}: the lowest stage has to start at 1."), key=self.stages[0].key
                ),
                row=self.stages[0],
                at="lower_bound",
            )

    def unsound_keys(self) -> Iterator[Gap]:
        """A key that stands twice, and a key that was changed though the statement says the same as before."""
        keys = [row.key for row in self.statements]
        for row in self.statements:
            if keys.count(row.key) > 1:
                yield Gap(
                    format_lazy(
                        _("Statement {key}: its key stands twice in this version."), key=row.key
                    ),
                    row=row,
                    at="key",
                )
        earlier = (
            Statement.objects.exclude(section__questionnaire=self.questionnaire)
            .order_by("section__questionnaire__version")
            .values_list("key", "text_en")
        )
        given_up = {text: key for key, text in earlier if key not in keys}
        known = {key for key, _text in earlier}
        for row in self.statements:
            if row.text_en in given_up and row.key not in known:
                yield Gap(
                    format_lazy(
                        _(
                            "Statement {key}: it says the same as {old} in an earlier version. Give it that key again, "
                            "or answers could not be compared."
                        ),
                        key=row.key,
                        old=given_up[row.text_en],
                    ),
                    row=row,
                    at="key",
                )

    def missing_texts(self) -> Iterator[Gap]:
        languages = dict(settings.LANGUAGES)
        for row in self.rows:
            for name in translator.get_options_for_model(type(row)).fields:
                for code in offered_codes():
                    if not getattr(row, f"{name}_{code}"):
                        yield Gap(
                            format_lazy(
                                _("{what} {key}: the {field} is missing in {language}."),
                                what=row._meta.verbose_name,
                                key=str(row),
                                field=row._meta.get_field(name).verbose_name,
                                language=languages[code],
                            ),
                            row=row,
                            at=f"{name}_{code}",
                        )

    def missing_advice(self) -> Iterator[Gap]:
        there = {(row.section_id, row.stage_id) for row in self.advice}
        for section in self.sections:
            for stage in self.stages:
                if (section.pk, stage.pk) not in there:
                    yield Gap(
                        format_lazy(
                            _("Section {section}: the advice for stage {stage} is missing."),
                            section=section.key,
                            stage=stage.key,
                        ),
                        add=StageAdvice,
                        values={"section": section, "stage": stage},
                    )

    def undefined_terms(self) -> Iterator[Gap]:
        """An abbreviation that readers may not know, and that the glossary does not explain."""
        for code in offered_codes():
            known = {word.upper() for word in Term.objects.values_list(f"word_{code}", flat=True)}
            for row in [*self.statements, *self.advice, *self.stages]:
                name = "description" if isinstance(row, Stage) else "text"
                text = getattr(row, f"{name}_{code}") or ""
                for word in dict.fromkeys(ABBREVIATION_PATTERN.findall(text)):
                    if word not in known and word not in COMMON_ABBREVIATIONS:
                        yield Gap(
                            format_lazy(
                                _(
                                    "{what} {key}: the glossary does not explain {term} ({language})."
                                ),
                                what=row._meta.verbose_name,
                                key=str(row),
                                term=word,
                                language=dict(settings.LANGUAGES)[code],
                            ),
                            row=row,
                            at=f"{name}_{code}",
                        )
