"""Reads what the cells of a workbook refer to: its sheets, texts and number formats."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from openpyxl.styles.numbers import BUILTIN_FORMATS

from spreadsheets.number_formats import GENERAL
from spreadsheets.package import BrokenWorkbook, Package, local_name, too_large
from spreadsheets.xlsx_text import unescape_characters

_TRUE = ("1", "true")
_MOST_FORMATS = 65_490
"""Styles of cells; the format's own bound."""


@dataclass(frozen=True)
class SheetPart:
    """Names a sheet and the part that holds it."""

    name: str
    part: str
    is_hidden: bool


@dataclass
class Workbook:
    """Holds what cells refer to."""

    sheets: list[SheetPart] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    """By the number of a cell's style."""
    counts_from_1904: bool = False
    is_uncomputed: bool = False
    """Whether the program that wrote it left every formula to be computed when it is opened."""


def text_of(element: Element) -> str:
    """Returns the text of a string item, with that of its differently printed runs."""
    parts = []
    for child in element:
        if local_name(child) == "t":
            parts.append(child.text or "")
        elif local_name(child) == "r":
            parts += [each.text or "" for each in child if local_name(each) == "t"]
    return unescape_characters("".join(parts))


def read_workbook(package: Package) -> Workbook:
    """Returns the workbook without its rows."""
    main = next(
        part for kind, part in package.list_related("").values() if kind == "officeDocument"
    )
    related = package.list_related(main)
    book = Workbook()
    for name, element, _parent in package.parse(main):
        match name:
            case "workbookPr":
                book.counts_from_1904 = element.get("date1904") in _TRUE
            case "calcPr":
                book.is_uncomputed = element.get("fullCalcOnLoad") in _TRUE
            case "sheet":
                _add_sheet(book, element, related)
    for kind, part in related.values():
        if kind == "sharedStrings":
            book.texts = _read_texts(package, part)
        elif kind == "styles":
            book.formats = _read_formats(package, part)
    return book


def _add_sheet(book: Workbook, element: Element, related: dict[str, tuple[str, str]]) -> None:
    reference = next((value for key, value in element.items() if key.endswith("}id")), "")
    kind, part = related.get(reference, ("", ""))
    if kind == "worksheet":  # others show charts
        is_hidden = element.get("state", "visible") != "visible"
        book.sheets.append(SheetPart(element.get("name", ""), part, is_hidden))


def _read_texts(package: Package, part: str) -> list[str]:
    texts = []
    for name, element, _parent in package.parse(part, "si"):
        if name == "si":
            texts.append(text_of(element))
            if len(texts) > package.limits.cells:
                raise too_large()
    return texts


def _read_formats(package: Package, part: str) -> list[str]:
    codes: dict[int, str] = dict(BUILTIN_FORMATS)
    numbers: list[int] = []
    for name, element, parent in package.parse(part):
        if name == "numFmt" and element.get("numFmtId"):
            codes[int(element.get("numFmtId", ""))] = element.get("formatCode", GENERAL)
        elif name == "xf" and parent is not None and local_name(parent) == "cellXfs":
            numbers.append(int(element.get("numFmtId", 0)))
            if len(numbers) > _MOST_FORMATS:
                raise BrokenWorkbook("more styles than the format has")
    return [codes.get(number, GENERAL) for number in numbers]
