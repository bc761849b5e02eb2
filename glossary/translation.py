from modeltranslation.translator import TranslationOptions, register

from glossary.models import Term


@register(Term)
class TermTranslation(TranslationOptions):
    fields = ("word", "expansion", "explanation")
    required_languages = ("en",)
