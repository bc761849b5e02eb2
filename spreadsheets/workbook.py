"""Reads the parts of an XLSX file within limits: which sheets it has, texts, number formats.

Each part is looked at before it is parsed, so that a small file cannot take long. Only the parts
that rows of cells need are opened; pictures, charts, macros and links to other files are not.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Literal
from xml.etree.ElementTree import Element, iterparse

from django.utils.translation import gettext as _
from openpyxl.styles.numbers import BUILTIN_FORMATS

from spreadsheets.file_kinds import refuse_other_archives
from spreadsheets.limits import Limits, UnreadableFile
from spreadsheets.number_formats import GENERAL
from spreadsheets.xlsx_text import unescape_characters

_TAGS_OF_A_CELL = 6
"""Begin and end of a cell, and of a formula and a value, or of a text in it."""
_TRUE = ("1", "true")


class BrokenWorkbook(ValueError):
    """Reports a workbook whose parts do not belong together."""


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


def local_name(element: Element) -> str:
    """Returns the name without its namespace: files of two standards differ in that alone."""
    return element.tag.rpartition("}")[2]


def text_of(element: Element) -> str:
    """Returns the text of a string item, with that of its differently printed runs."""
    parts = []
    for child in element:
        if local_name(child) == "t":
            parts.append(child.text or "")
        elif local_name(child) == "r":
            parts += [each.text or "" for each in child if local_name(each) == "t"]
    return unescape_characters("".join(parts))


class Package:
    """Opens the parts of the file."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Raises UnreadableFile for another format, a locked file, or one that is too large."""
        self.archive = zipfile.ZipFile(BytesIO(content))
        self.limits = limits
        self.read_size = self.read_tags = 0
        refuse_other_archives(self.archive)
        sizes = [
            member.file_size
            for member in self.archive.infolist()
            if member.filename.lower().endswith((".xml", ".rels"))
        ]
        if sum(sizes) > limits.unpacked_size:
            raise UnreadableFile(_too_large())

    def parse(
        self, part: str, *, events: tuple[Literal["start", "end"], ...] = ("end",)
    ) -> Iterator[tuple[str, Element]]:
        """Yields the part's elements.

        Raises UnreadableFile where it has too many, together with the parts that were read before:
        one part may stand for many sheets.
        """
        self.read_size += self.archive.getinfo(part).file_size
        if self.read_size > self.limits.unpacked_size:
            raise UnreadableFile(_too_large())
        content = self.archive.read(part)
        self.read_tags += content.count(b"<")
        if self.read_tags > self.limits.cells * _TAGS_OF_A_CELL:
            raise UnreadableFile(_too_large())
        if b"<!DOCTYPE" in content:
            raise BrokenWorkbook("the format has no document types")
        yield from iterparse(BytesIO(content), events)  # noqa: S314 - without document types

    def list_related(self, part: str) -> dict[str, tuple[str, str]]:
        """Returns by id the kind and the name of each part that `part` refers to."""
        folder, name = posixpath.split(part)
        related = {}
        for _event, element in self.parse(posixpath.join(folder, "_rels", f"{name}.rels")):
            if local_name(element) == "Relationship" and element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
                kind = element.get("Type", "").rpartition("/")[2]
                related[element.get("Id", "")] = (kind, target.lstrip("/"))
        return related


def _too_large() -> str:
    return _(
        "This file is too large once it is unpacked. Copy the sheet that you want to "
        "import into a new workbook and upload that file."
    )


def read_workbook(package: Package) -> Workbook:
    """Returns the workbook without its rows."""
    main = next(
        part for kind, part in package.list_related("").values() if kind == "officeDocument"
    )
    related = package.list_related(main)
    book = Workbook()
    for _event, element in package.parse(main):
        match local_name(element):
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
    texts, root = [], None
    for event, element in package.parse(part, events=("start", "end")):
        if root is None:
            root = element
        elif event == "end" and local_name(element) == "si":
            texts.append(text_of(element))
            root.clear()
    return texts


def _read_formats(package: Package, part: str) -> list[str]:
    codes: dict[int, str] = dict(BUILTIN_FORMATS)
    formats: list[str] = []
    for _event, element in package.parse(part):
        match local_name(element):
            case "numFmt" if element.get("numFmtId"):
                codes[int(element.get("numFmtId", ""))] = element.get("formatCode", GENERAL)
            case "cellXfs":
                numbers = [int(style.get("numFmtId", 0)) for style in element]
                formats = [codes.get(number, GENERAL) for number in numbers]
    return formats
