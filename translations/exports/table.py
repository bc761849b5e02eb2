"""Which texts a file holds, and what stands beside each."""

from collections.abc import Sequence
from dataclasses import dataclass

from translations.exports.fingerprints import check_of
from translations.selectors.side_by_side import TextFilter, filter_texts
from translations.selectors.status import States, Status, TextStatus, with_status
from translations.selectors.texts import ENGLISH, Translatable


@dataclass(frozen=True)
class ExportRow:
    text: Translatable
    judged: tuple[TextStatus, ...]
    """In the order of the file's languages."""

    @property
    def pages(self) -> str:
        return "; ".join(str(page.name) for page in self.text.pages)

    @property
    def states(self) -> str:
        """«it: stale», for whoever translates."""
        return ", ".join(
            f"{one.language}: {one.status}"
            for one in self.judged
            if one.status is not Status.CURRENT
        )

    @property
    def check(self) -> str:
        values = {one.language: one.value for one in self.judged}
        return check_of({ENGLISH: self.text.english} | values)


def export_rows(
    texts: Sequence[Translatable], languages: Sequence[str], states: States, group: str, show: str
) -> list[ExportRow]:
    """Texts that have English, and that one of the languages' filter shows."""
    judged = {code: with_status(texts, code, states) for code in languages}
    kept = {
        one.text.key
        for code in languages
        for one in filter_texts(judged[code], TextFilter(ENGLISH, code, group, show))
    }
    rows = zip(*(judged[code] for code in languages), strict=True)
    return [
        ExportRow(row[0].text, row)
        for row in rows
        if row[0].text.key in kept and row[0].text.english.strip()
    ]
