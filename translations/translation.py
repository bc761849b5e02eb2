from modeltranslation.translator import TranslationOptions, register

from content.models.history import register_history
from translations.models import TradeTerm


@register(TradeTerm)
class TradeTermTranslation(TranslationOptions):
    fields = ("word",)
    required_languages = ("en",)


register_history(TradeTerm)
