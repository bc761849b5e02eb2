"""Names the inputs of a page of translations, and holds one text as the page sends it."""

from dataclasses import dataclass

from translations.domain.texts import same

TEXT, BASELINE, SOURCE = "text:", "shown:", "source:"
"""The beginnings of input names, before the key of a text."""
CONFIRM, TARGET = "confirm", "target"


@dataclass(frozen=True)
class SubmittedText:
    """Holds what was typed for one text, and the texts that the page showed."""

    key: str
    value: str
    baseline: str
    """The translation when the page was rendered."""
    source: str
    """The English beside it."""

    @property
    def is_changed(self) -> bool:
        return not same(self.value, self.baseline)
