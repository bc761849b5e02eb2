"""Describes a report as data: a cover and blocks, in the active language. Typst does the layout."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import get_template
from django.utils.text import Truncator

from assessments.exports.typeface import breakable, missing_characters
from assessments.selectors.results import StoredResult
from content.selectors.texts import Text
from localization.locales import get_locale

SVG = '<svg xmlns="http://www.w3.org/2000/svg" '
FOOTER_CHARACTERS = 60
Words = str | dict


def words(text: Text | str) -> Words:
    """Renders a text; one in a fallback language carries its language."""
    fallback = getattr(text, "fallback_language", "")
    return {"text": str(text), "lang": fallback} if fallback else str(text)


def list_missing_characters(company: str, results: Iterable[StoredResult]) -> list[str]:
    """Lists the characters of the company's name and of notes that a report cannot print."""
    typed = [company]
    for stored in results:
        typed += [stored.assessment.withdrawn_reason, *stored.notes.values()]
    return missing_characters(typed)


def drawn(template: str, **context: Any) -> str:
    """Renders a chart as an SVG document of its own, in the typeface of the report."""
    svg = get_template(f"assessments/{template}").render(context).strip()
    return svg.replace("<svg ", SVG, 1).replace("system-ui, sans-serif", "Noto Sans")


@dataclass
class Report:
    language: str
    product: str
    title: str
    heading: str
    company: str
    description: str
    figures: list[dict]
    """What the cover shows large: label, value, name."""
    facts: list[tuple[str, str]]
    blocks: list[dict] = field(default_factory=list)

    def heading_block(self, text: Text | str, level: int = 2) -> None:
        self.blocks.append({"kind": "heading", "level": level, "text": words(text)})

    def text(self, text: Text | str, *, soft: bool = False) -> None:
        self.blocks.append({"kind": "soft" if soft else "text", "text": words(text)})

    def items(self, items: Sequence[Text | str]) -> None:
        if items:
            self.blocks.append({"kind": "list", "items": [words(item) for item in items]})

    def picture(self, svg: str, alt: str) -> None:
        self.blocks.append({"kind": "picture", "svg": svg, "alt": alt})

    def table(
        self, columns: Sequence[tuple[str, int | str, str]], rows: Sequence[Sequence]
    ) -> None:
        """Adds a table. Columns are (name, width as a share or a measure, start or end)."""
        names, widths, align = zip(*columns, strict=True)
        self.blocks.append(
            {
                "kind": "table",
                "header": list(names),
                "widths": list(widths),
                "align": list(align),
                "rows": list(rows),
            }
        )

    @property
    def _short_company(self) -> str:
        """Returns the company's name as it fits one line of the footer."""
        return breakable(Truncator(self.company).chars(FOOTER_CHARACTERS))

    def data(self) -> dict:
        locale = get_locale(self.language)
        return {
            "language": locale.language,
            "region": locale.territory,
            "author": self.product,
            "title": self.title,
            "heading": self.heading,
            "company": breakable(self.company),
            "description": self.description,
            "footer": " · ".join(part for part in (self._short_company, self.title) if part),
            "figures": self.figures,
            "facts": self.facts,
            "blocks": self.blocks,
        }
