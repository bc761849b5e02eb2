from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Assessments")

    def ready(self):
        from assessments import receivers  # noqa: F401 - connects the signals of sign-up and sign-in
        from assessments.presenters import support  # noqa: F401 - tells support of an account's states
        from assessments.selectors.texts import texts_in_use
        from content.selectors.completeness import register_texts

        register_texts(texts_in_use)
