from modeltranslation.translator import TranslationOptions, register

from editorial.models import TradeTerm


@register(TradeTerm)
class TradeTermTranslation(TranslationOptions):
    fields = ("word",)
    required_languages = ("en",)
