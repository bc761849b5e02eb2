"""Names the values of the scale."""

from django.utils.translation import gettext_lazy as _

SCALE = (
    (1, _("Strongly disagree")),
    (2, _("Disagree")),
    (3, _("Neutral")),
    (4, _("Agree")),
    (5, _("Strongly agree")),
)
LABELS = dict(SCALE)
