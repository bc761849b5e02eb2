from modeltranslation.translator import TranslationOptions, register

from content.models.history import register_history
from glossary.models import Term


@register(Term)
class TermTranslation(TranslationOptions):
    fields = ("word", "expansion", "explanation")
    required_languages = ("en",)


register_history(Term)
