"""Everything that is translated: which model, how its texts are named, and on which pages they appear.

A model with translated texts that is missing here fails a test: whoever adds one says here where it appears.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.translator import translator

from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement
from glossary.models import Term
from kpis.models import ChoiceText, GroupText, InputText, Kpi
from translations import appears_on
from translations.appears_on import PageReference
from translations.models import TradeTerm


@dataclass(frozen=True)
class TranslatedModel:
    """A model whose texts are translated."""

    kind: str
    """Part of the context key, and of the group's name in addresses: never rename one."""
    label: str
    model: type[Model]
    pages: Mapping[str, tuple[PageReference, ...]]
    """For each translated field, in the order in which it is shown."""
    path: Callable[[Model], str]
    """The part of the context key that names the row, after the kind."""
    order: tuple[str, ...]
    version: Callable[[Model], Questionnaire] | None = None
    """Of the questionnaire that a row belongs to."""
    related: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.pages)

    def rows(self) -> QuerySet:
        return self.model.objects.select_related(*self.related).order_by(*self.order)

    def key_of(self, row: Model) -> str:
        """Stable: by keys and the questionnaire's version, never by a row's number in the database."""
        prefix = f"questionnaire/{self.version(row).version}/" if self.version else ""
        return f"{prefix}{self.kind}/{self.path(row)}"

    def group_of(self, row: Model) -> tuple[str, str]:
        """Its name in addresses, and what people call it."""
        if self.version is None:
            return self.kind, str(self.label)
        questionnaire = self.version(row)
        words = {
            "version": questionnaire.version,
            "status": questionnaire.get_status_display(),
            "texts": self.label,
        }
        label = _("Questionnaire version %(version)s (%(status)s) · %(texts)s") % words
        return f"{self.kind}-{questionnaire.version}", label

    def field_label(self, field: str) -> str:
        return capfirst(str(self.model._meta.get_field(field).verbose_name))

    def may_be_seen_by(self, user) -> bool:
        app, name = self.model._meta.app_label, self.model._meta.model_name
        return user.has_perm(f"{app}.view_{name}") or user.has_perm(f"{app}.change_{name}")


def _of_section(row: Model) -> Questionnaire:
    return row.section.questionnaire


def _of_row(row: Model) -> Questionnaire:
    return row.questionnaire


def _key(row: Model) -> str:
    return row.key


TRANSLATED_MODELS = (
    TranslatedModel(
        kind="section",
        label=gettext_lazy("Sections"),
        model=Section,
        pages={
            "name": (
                appears_on.START,
                appears_on.SECTION,
                appears_on.REVIEW,
                appears_on.RESULT,
                appears_on.ASSESSMENTS,
                appears_on.COMPARISON,
            ),
            "short_name": (appears_on.SECTION,),
        },
        path=_key,
        order=("-questionnaire__version", "order"),
        version=_of_row,
        related=("questionnaire",),
    ),
    TranslatedModel(
        kind="statement",
        label=gettext_lazy("Statements"),
        model=Statement,
        pages={
            "text": (
                appears_on.SECTION,
                appears_on.REVIEW,
                appears_on.RESULT,
                appears_on.COMPARISON,
                appears_on.STATEMENT,
            )
        },
        path=_key,
        order=("-section__questionnaire__version", "section__order", "order"),
        version=_of_section,
        related=("section__questionnaire",),
    ),
    TranslatedModel(
        kind="stage",
        label=gettext_lazy("Stages"),
        model=Stage,
        pages={
            "name": (
                appears_on.START,
                appears_on.RESULT,
                appears_on.ASSESSMENTS,
                appears_on.COMPARISON,
            ),
            "description": (appears_on.START, appears_on.RESULT),
        },
        path=_key,
        order=("-questionnaire__version", "lower_bound"),
        version=_of_row,
        related=("questionnaire",),
    ),
    TranslatedModel(
        kind="advice",
        label=gettext_lazy("Advice"),
        model=StageAdvice,
        pages={"text": (appears_on.START, appears_on.RESULT, appears_on.COMPARISON)},
        path=lambda row: f"{row.section.key}/{row.stage.key}",
        order=("-section__questionnaire__version", "section__order", "stage__lower_bound"),
        version=_of_section,
        related=("section__questionnaire", "stage"),
    ),
    TranslatedModel(
        kind="kpi",
        label=gettext_lazy("KPI texts and benchmarks"),
        model=Kpi,
        pages={
            "name": (
                appears_on.KPIS,
                appears_on.KPI_FORM,
                appears_on.KPI_PERIOD,
                appears_on.KPI_SHEET,
            ),
            "measures": (appears_on.KPI_PERIOD,),
            "computation": (appears_on.KPI_PERIOD,),
            "importance": (appears_on.KPI_PERIOD,),
            "benchmark": (appears_on.KPI_PERIOD,),
            "advice": (appears_on.KPIS, appears_on.KPI_PERIOD),
        },
        path=_key,
        order=("order",),
    ),
    TranslatedModel(
        kind="kpi_input",
        label=gettext_lazy("Fields of the KPI form"),
        model=InputText,
        pages={
            "label": (
                appears_on.KPI_FORM,
                appears_on.KPI_PERIOD,
                appears_on.KPI_SHEET,
                appears_on.WORKSHEET,
            ),
            "hint": (appears_on.KPI_FORM,),
            "source": (appears_on.KPI_FORM, appears_on.WORKSHEET),
        },
        path=_key,
        order=("order",),
    ),
    TranslatedModel(
        kind="kpi_group",
        label=gettext_lazy("Headings of the KPI form"),
        model=GroupText,
        pages={
            "name": (appears_on.KPI_FORM, appears_on.WORKSHEET),
            "intro": (appears_on.KPI_FORM,),
        },
        path=_key,
        order=("order",),
    ),
    TranslatedModel(
        kind="kpi_choice",
        label=gettext_lazy("Choices of the KPI form"),
        model=ChoiceText,
        pages={"label": (appears_on.KPI_FORM, appears_on.WORKSHEET)},
        path=_key,
        order=("order",),
    ),
    TranslatedModel(
        kind="term",
        label=gettext_lazy("Glossary"),
        model=Term,
        pages={
            "word": appears_on.GLOSSED,
            "expansion": appears_on.GLOSSED,
            "explanation": appears_on.GLOSSED,
        },
        path=_key,
        order=("order", "key"),
    ),
    TranslatedModel(
        kind="trade_term",
        label=gettext_lazy("Trade terms"),
        model=TradeTerm,
        pages={"word": ()},
        path=_key,
        order=("order", "key"),
    ),
)
BY_MODEL = {source.model: source for source in TRANSLATED_MODELS}
VERSIONED = "questionnaire/"
"""How the key begins of what belongs to a version."""


def unlisted_models() -> list[type[Model]]:
    """Models with translated texts that this file does not know."""
    return [
        model
        for model in translator.get_registered_models(abstract=False)
        if model not in BY_MODEL
        or set(translator.get_options_for_model(model).fields) != set(BY_MODEL[model].fields)
    ]
