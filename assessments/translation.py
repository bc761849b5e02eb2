"""Registers the questionnaire's content. Imported by modeltranslation."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement
from content.registry import PageReference, register

START = PageReference(_("Start page"), "", "home")
SECTION = PageReference(
    _("A section to complete"), "assessments/<assessment>/sections/<section>/", marks_terms=True
)
REVIEW = PageReference(
    _("Review of all answers"), "assessments/<assessment>/review/", marks_terms=True
)
RESULT = PageReference(
    _("Result, on the page and as a file"), "assessments/<assessment>/result/", marks_terms=True
)
ASSESSMENTS = PageReference(_("List of assessments"), "assessments/", "assessments:list")
COMPARISON = PageReference(
    _("Comparison of two assessments"),
    "assessments/compare/",
    "assessments:compare",
    marks_terms=True,
)
STATEMENT = PageReference(_("History of one statement"), "assessments/statements/<key>/")

# Readers see every version that somebody may be answering: an archived one too, since an
# assessment finishes on the version that it began with. They do not see drafts.
OF_VERSION = ~Q(questionnaire__status=Questionnaire.Status.DRAFT)
OF_SECTION = ~Q(section__questionnaire__status=Questionnaire.Status.DRAFT)

register(Questionnaire)
register(
    Section,
    label=_("Sections"),
    texts={
        "name": (START, SECTION, REVIEW, RESULT, ASSESSMENTS, COMPARISON),
        "short_name": (SECTION,),
    },
    version="questionnaire",
    public=OF_VERSION,
)
register(
    Statement,
    label=_("Statements"),
    texts={"text": (SECTION, REVIEW, RESULT, COMPARISON, STATEMENT)},
    version="section__questionnaire",
    public=OF_SECTION,
)
register(
    Stage,
    label=_("Stages"),
    texts={
        "name": (START, RESULT, ASSESSMENTS, COMPARISON),
        "description": (START, RESULT),
    },
    version="questionnaire",
    public=OF_VERSION,
)
register(
    StageAdvice,
    kind="advice",
    label=_("Advice"),
    texts={"text": (START, RESULT, COMPARISON)},
    key=("section__key", "stage__key"),
    version="section__questionnaire",
    public=OF_SECTION,
)
