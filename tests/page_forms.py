"""Reads the forms of a page as a browser does, so that a test can fill out any of them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

OF_A_KIND = {
    "email": "long@example.com",
    "date": "2020-02-03",
    "time": "12:34:56",
    "number": "20",
    "url": "https://example.com/long",
}
NEW_ROW = "__prefix__"
TYPED = {"text", "search", "tel", *OF_A_KIND}


@dataclass
class PageForm:
    """Holds one form: where it goes, what is in it, and in which fields people type."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    """The kind of each field."""

    def typed_as(self, text: str) -> dict[str, str]:
        """Returns what people type into each field: the text, where its kind takes any."""
        return {name: OF_A_KIND.get(kind, text) for name, kind in self.typed.items()}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.open: PageForm | None = None
        self.area = ""
        self.select = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            method = given.get("method", "get").lower()
            self.open = PageForm(given.get("action", ""), method)
            self.forms.append(self.open)
        name, form = given.get("name", ""), self.open
        if form is None or "disabled" in given:
            return
        if tag == "textarea" and name and "readonly" not in given:
            self.area = name
            form.values[name] = ""
            form.typed[name] = tag
        elif tag == "input" and name:
            self._read_input(form, name, given)
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            form.values[self.select] = given.get("value", "")

    def _read_input(self, form: PageForm, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in ("submit", "button", "file", "image", "password"):
            return
        if kind in ("radio", "checkbox") and "checked" not in given:
            return
        form.values[name] = given.get("value", "")
        if kind in TYPED and "readonly" not in given and given.get("class") != "hidden":
            form.typed[name] = kind

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.area and self.open is not None:
            self.open.values[self.area] += data


def forms_in(page: str) -> list[PageForm]:
    """Lists the forms of a page that are posted, each with one more row where rows can be added."""
    reader = _Reader()
    reader.feed(page)
    sending = [form for form in reader.forms if form.method == "post"]
    for form in sending:
        _add_row(form)
    return sending


def _add_row(form: PageForm) -> None:
    """Does what «Add another» does: its row has the next number."""
    numbers = {}
    for name in [name for name in form.values if NEW_ROW in name]:
        total = f"{name.partition('-')[0]}-TOTAL_FORMS"
        number = numbers.setdefault(total, form.values.get(total, "0"))
        new = name.replace(NEW_ROW, number)
        form.values[new] = form.values.pop(name)
        if name in form.typed:
            form.typed[new] = form.typed.pop(name)
    for total, number in numbers.items():
        form.values[total] = str(int(number) + 1)


def values_in(page: str) -> dict[str, str]:
    """Returns all that stands in the fields of a page, by name; a line feed begins each area."""
    return {
        name: value.removeprefix("\n").removeprefix("\r\n")
        for form in forms_in(page)
        for name, value in form.values.items()
    }
