"""Registers the table of trade terms. Imported by modeltranslation."""

from django.utils.translation import gettext_lazy as _

from content.registry import register
from translations.models import TradeTerm

register(
    TradeTerm,
    kind="trade_term",
    label=_("Trade terms"),
    texts={"word": ()},
    public=None,  # staff use the table, readers never see it
    position=1,
)
