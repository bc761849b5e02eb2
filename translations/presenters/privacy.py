"""Says for the privacy page what is saved of staff who edit and translate."""

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spreadsheets.pending_imports import KEPT_FOR
from web.privacy import SavedData, register_privacy, write_time

_histories = tuple(
    model._meta.label for model in apps.get_models() if hasattr(model, "history_user")
)
register_privacy(
    SavedData(
        key="staff",
        title=gettext_lazy("If you work for us"),
        what=gettext_lazy(
            "Who changed, confirmed or published which text and when, what was done in the "
            "administration, and files of translators."
        ),
        why=gettext_lazy("So that changes can be traced and undone."),
        how_long=lambda: (
            _("Without a limit. Files of translators: %(time)s.") % {"time": write_time(KEPT_FOR)}
        ),
        who=gettext_lazy("Our staff."),
        models=(
            *_histories,
            "admin.LogEntry",
            "translations.TranslationImport",
            "translations.TranslationState",
        ),
    )
)
