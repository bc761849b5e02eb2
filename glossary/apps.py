from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GlossaryConfig(AppConfig):
    name = "glossary"
    verbose_name = _("Glossary")

    def ready(self):
        from content.selectors.completeness import register_texts
        from glossary.selectors import texts_in_use

        register_texts(texts_in_use)
