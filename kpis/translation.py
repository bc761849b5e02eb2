from modeltranslation.translator import TranslationOptions, register

from content.models.history import register_history
from kpis.models import Benchmark, ChoiceText, GroupText, InputText, Kpi

# There is no draft of these texts: one that is offered in a language may not be emptied (content.forms).


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


register_history(Kpi, InputText, GroupText, ChoiceText, Benchmark)
