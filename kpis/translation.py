from modeltranslation.translator import TranslationOptions, register

from kpis.models import ChoiceText, GroupText, InputText, Kpi

# A text that another language lacks falls back; what is on offer already is held by the admin’s own rule.


@register(Kpi)
class KpiTranslation(TranslationOptions):
    fields = ("name", "measures", "computation", "importance", "benchmark", "advice")
    required_languages = ("en",)


@register(InputText)
class InputTextTranslation(TranslationOptions):
    fields = ("label", "hint", "source")
    required_languages = ("en",)


@register(GroupText)
class GroupTextTranslation(TranslationOptions):
    fields = ("name", "intro")
    required_languages = ("en",)


@register(ChoiceText)
class ChoiceTextTranslation(TranslationOptions):
    fields = ("label",)
    required_languages = ("en",)
