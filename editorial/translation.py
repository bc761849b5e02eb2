from modeltranslation.translator import TranslationOptions, register

from backoffice.records import keep_history
from editorial.models import TradeTerm


@register(TradeTerm)
class TradeTermTranslation(TranslationOptions):
    fields = ("word",)
    required_languages = ("en",)


keep_history(TradeTerm)
