from modeltranslation.translator import TranslationOptions, register

from backoffice.records import keep_history
from glossary.models import Term


@register(Term)
class TermTranslation(TranslationOptions):
    fields = ("word", "expansion", "explanation")
    required_languages = ("en",)


keep_history(Term)
