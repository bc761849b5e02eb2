from modeltranslation.translator import TranslationOptions, register

from kpis.models import ChoiceText, GroupText, InputText, Kpi
from localization.languages import CODES

# There is no draft of these texts, so none may be saved while a language lacks it.


@register(Kpi)
class KpiTranslation(TranslationOptions):
    fields = ("name", "measures", "computation", "importance", "benchmark", "advice")
    required_languages = CODES


@register(InputText)
class InputTextTranslation(TranslationOptions):
    fields = ("label", "hint", "source")
    required_languages = CODES


@register(GroupText)
class GroupTextTranslation(TranslationOptions):
    fields = ("name", "intro")
    required_languages = CODES


@register(ChoiceText)
class ChoiceTextTranslation(TranslationOptions):
    fields = ("label",)
    required_languages = CODES
