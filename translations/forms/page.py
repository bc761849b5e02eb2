"""A page of translations as it was sent. A field is named by its text's key; beside it stands what the page showed."""

from dataclasses import dataclass

from django.http import QueryDict

from translations.domain.texts import same

TEXT, SHOWN, SOURCE, CONFIRM, TARGET = "text:", "shown:", "source:", "confirm", "target"


@dataclass(frozen=True)
class Sent:
    key: str
    value: str
    shown: str
    source: str
    """The English that stood beside it."""

    @property
    def changes(self) -> bool:
        return not same(self.value, self.shown)


def sent_texts(data: QueryDict) -> list[Sent]:
    keys = [name.removeprefix(TEXT) for name in data if name.startswith(TEXT)]
    return [
        Sent(key, data[TEXT + key], data.get(SHOWN + key, ""), data.get(SOURCE + key, ""))
        for key in keys
    ]
