"""Reads and validates a page of translations that was sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict

from translations.domain.submission import BASELINE, CONFIRM, SOURCE, TEXT, SubmittedText
from translations.domain.texts import tidy
from translations.selectors.texts import Translatable
from translations.services.texts import Edit
from translations.validators import text_problem


@dataclass(frozen=True)
class SubmittedPage:
    """Holds the texts of a page, their errors, and the edits to save where there are no errors."""

    texts: tuple[SubmittedText, ...]
    """The texts that exist."""
    gone: tuple[SubmittedText, ...]
    """Changed texts that have been deleted since the page was rendered."""
    errors: Mapping[str, str]
    """By the key of the text."""
    edits: tuple[Edit, ...]

    @property
    def is_valid(self) -> bool:
        return not self.errors and not self.gone

    def with_gone(self, key: str) -> "SubmittedPage":
        return replace(self, gone=tuple(text for text in self.texts if text.key == key))


def read_page(data: QueryDict, texts: Mapping[str, Translatable], language: str) -> SubmittedPage:
    """Reads a page; `texts` are all that its writer may see, by key."""
    submitted = _submitted_texts(data)
    existing = tuple(text for text in submitted if text.key in texts)
    problems = {
        text.key: text_problem(texts[text.key], language, tidy(text.value))
        for text in existing
        if text.is_changed
    }
    return SubmittedPage(
        texts=existing,
        gone=tuple(text for text in submitted if text.key not in texts and text.is_changed),
        errors={key: problem for key, problem in problems.items() if problem},
        edits=tuple(
            Edit(texts[text.key], text.value, text.baseline, text.source)
            for text in existing
            if text.is_changed or text.key == data.get(CONFIRM)
        ),
    )


def _submitted_texts(data: QueryDict) -> list[SubmittedText]:
    fields = data.dict()  # the last value of each input
    keys = [name.removeprefix(TEXT) for name in fields if name.startswith(TEXT)]
    return [
        SubmittedText(
            key,
            value=str(fields[TEXT + key]),
            baseline=str(fields.get(BASELINE + key, "")),
            source=str(fields.get(SOURCE + key, "")),
        )
        for key in keys
    ]
