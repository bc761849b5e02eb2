"""Reads a page as programs without style sheets do: text browsers, copying, screen readers."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

# Elements that begin a line in every text browser; those of HTML 5 do so in some only. A drawing has texts apart.
BLOCKS = {
    "address", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "head", "hr", "html", "input", "legend", "li", "ol", "optgroup", "option", "p",
    "pre", "select", "table", "text", "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr", "ul",
}  # fmt: skip
VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
}  # fmt: skip
NOT_SHOWN = {"script", "style", "template"}
CONTROLS = {"button": "submit", "input": "text", "textarea": "textarea", "select": "select"}
# Enter in these does not send a form.
SEND_NOTHING = {"submit", "button", "hidden", "file", "textarea"}
# Around and within a term, where a word may go on.
IN_WORDS = {"term", "nowrap"}
ENDS_A_WORD = set(")]%€$.,:;!?…”»")


@dataclass
class Control:
    """Holds a field or button of the page's form."""

    kind: str
    is_default: bool
    """It stands in the header to be what Enter presses."""
    text: str = ""


@dataclass
class TextReader(HTMLParser):
    """Reads where texts run together, and the controls of the page's form in their order."""

    joins: list[str] = field(default_factory=list)
    """Texts between which there is no blank, though they are in different elements of a line."""
    controls: list[Control] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str]]] = []
        self.before, self.is_apart = "", True
        self.button: Control | None = None

    @property
    def default_button(self) -> Control | None:
        """Returns what Enter in a field presses: the form's first button."""
        return next((each for each in self.controls if each.kind == "submit"), None)

    @property
    def has_field_for_enter(self) -> bool:
        return any(each.kind not in SEND_NOTHING for each in self.controls)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self._note_boundary(tag, given)
        around = next((each for name, each in self.open if name == "form"), {})
        self.button = None if tag == "button" else self.button
        if tag in CONTROLS and given.get("form", around.get("id")) == "page-form":
            kind = given.get("type", CONTROLS[tag])
            self.controls.append(Control(kind, given.get("class") == "visually-hidden"))
            self.button = self.controls[-1] if tag == "button" else self.button
        if tag not in VOID:
            self.open.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        while any(name == tag for name, _given in self.open):
            name, given = self.open.pop()
            self._note_boundary(name, given)
            if name == tag:
                return

    def _note_boundary(self, tag: str, given: dict[str, str]) -> None:
        if tag in BLOCKS or given.get("class") in IN_WORDS:
            self.is_apart = True

    def handle_data(self, data: str) -> None:
        names = {tag for tag, _given in self.open}
        if NOT_SHOWN & names or ("svg" in names and not data.strip()):
            return
        if "button" in names and self.button is not None:
            self.button.text += data.strip()
        is_end = self.before[-1:].isalnum() or self.before[-1:] in ENDS_A_WORD
        if not self.is_apart and is_end and data[0].isalnum():
            self.joins.append(f"{self.before.strip()[-30:]}|{data.strip()[:30]}")
        self.before, self.is_apart = data, False


def read(page: bytes) -> TextReader:
    reader = TextReader()
    reader.feed(page.decode())
    return reader
