from modeltranslation.translator import TranslationOptions, register

from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement
from content.models.history import register_history


@register(Section)
class SectionTranslation(TranslationOptions):
    fields = ("name", "short_name")
    required_languages = ("en",)


@register(Statement)
class StatementTranslation(TranslationOptions):
    fields = ("text",)
    required_languages = ("en",)


@register(Stage)
class StageTranslation(TranslationOptions):
    fields = ("name", "description")
    required_languages = ("en",)


@register(StageAdvice)
class StageAdviceTranslation(TranslationOptions):
    fields = ("text",)
    required_languages = ("en",)


register_history(Questionnaire, Section, Statement, Stage, StageAdvice)
