"""Chooses the texts of a file, and says what stands beside each."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from localization.labels import labelled
from translations.exports.fingerprints import row_fingerprints
from translations.selectors.side_by_side import TextFilter, filter_texts
from translations.selectors.status import States, Status, TextStatus, with_status
from translations.selectors.texts import ENGLISH, Translatable


@dataclass(frozen=True)
class ExportRow:
    """Holds one text with its translations."""

    text: Translatable
    statuses: tuple[TextStatus, ...]
    """In the order of the file's languages."""

    @property
    def pages(self) -> str:
        return "; ".join(str(page.name) for page in self.text.pages)

    @property
    def states(self) -> str:
        """Returns what is missing or stale, in the active language: «it: stale»."""
        words = {Status.MISSING: _("missing"), Status.STALE: _("outdated")}
        return ", ".join(
            labelled(status.language, words[status.status])
            for status in self.statuses
            if status.status is not Status.CURRENT
        )

    @property
    def check(self) -> str:
        """Returns the fingerprints of the row's texts, by which an import recognises changes."""
        values = {status.language: status.value for status in self.statuses}
        return row_fingerprints({ENGLISH: self.text.english} | values)


def export_rows(
    texts: Sequence[Translatable], languages: Sequence[str], states: States, group: str, show: str
) -> list[ExportRow]:
    """Returns the texts that have English and that the filter leaves in one language at least."""
    by_language = [with_status(texts, code, states) for code in languages]
    kept = {
        status.text.key
        for code, statuses in zip(languages, by_language, strict=True)
        for status in filter_texts(statuses, TextFilter(ENGLISH, code, group, show))
    }
    return [
        ExportRow(statuses[0].text, statuses)
        for statuses in zip(*by_language, strict=True)
        if statuses[0].text.key in kept and statuses[0].text.english.strip()
    ]
