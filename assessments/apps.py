from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Assessments")

    def ready(self) -> None:
        from accounts.registry import register_account_data
        from assessments import models, receivers  # noqa: F401 - connects the receivers
        from assessments.exports import account_files  # noqa: F401 - registers files of exports
        from assessments.presenters import activity, privacy, support  # noqa: F401 - they register
        from assessments.services.statistics import archive_counts

        register_account_data(
            models.Assessment,
            not_exported=("guest_key", "start_key"),
            related=("questionnaire__version",),
            before_delete=archive_counts,
        )
        register_account_data(models.Response, "assessment__account", related=("statement__key",))
        register_account_data(models.Result, "assessment__account")
        register_account_data(models.SectionResult, "result__assessment__account")
        register_account_data(
            models.ShareLink,
            "assessment__account",
            not_exported=("token_hash",),
            gives_access=True,
        )
        register_account_data(
            models.AssessmentClaim, not_exported=("guest_key",), gives_access=True
        )
