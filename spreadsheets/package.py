"""Opens the parts of an XLSX file, and looks at each before it is parsed.

What a small file may unpack to, what a header may claim and what XML may multiply follows from
what a sheet may hold (decision 0106). Only the parts that rows of cells need are opened;
pictures, charts, macros and links to other files are not.
"""

import codecs
import posixpath
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, iterparse

from django.utils.translation import gettext as _

from spreadsheets.file_kinds import refuse_other_archives
from spreadsheets.limits import Limits, UnreadableFile

_TAGS_OF_A_CELL = 6
"""Begin and end of a cell, and of a formula and a value, or of a text in it."""
_MOST_MEMBERS = 1000
"""Parts of a file, pictures included."""
_MOST_NAMES = 1000
"""Different names of tags and attributes: programs use some 200. Parsers keep each."""
_DEEPEST = 100
"""Elements within each other: a sheet has six."""
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Those of the format. Python unpacks other ones without a bound."""
_DIRECTORY_ENTRY = b"PK\x01\x02"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARATION = re.compile(r"^\s*<\?xml[^<>]*\?>")
# From one tag to the next: a cell holds 32,767 characters, of which escapes need eight bytes each.
_LONG_STRETCH = re.compile(rb"<[^<]{262145}")
# A parser repeats the namespace before each name: 128 bytes are twice what the standards have.
_ODD_NAMESPACE = re.compile(
    rb"""xmlns(?!(?::[^=\s"'<>]{1,64})?\s{0,8}=\s{0,8}["'][^"']{0,128}["'])"""
)


class BrokenWorkbook(ValueError):
    """Reports a workbook whose parts do not belong together, or are none of the format."""


class Package:
    """Opens the parts of the file, and counts what was read of all of them together.

    One part may stand for many sheets, so that it is counted each time.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Raises UnreadableFile for another format, a locked file, or one that is too large."""
        if content.count(_DIRECTORY_ENTRY) > _MOST_MEMBERS:
            raise too_large()
        self.archive = zipfile.ZipFile(BytesIO(content))
        self.limits = limits
        self.read_size = self.read_tags = self.read_cells = 0
        self.local_names: dict[str, str] = {}
        """By the name with its namespace: files of two standards differ in that alone."""
        refuse_other_archives(self.archive)
        members = self.archive.infolist()
        if len({member.filename for member in members}) < len(members):
            raise BrokenWorkbook("two parts of one name")
        sizes = [
            member.file_size
            for member in members
            if member.filename.lower().endswith((".xml", ".rels"))
        ]
        if sum(sizes) > limits.unpacked_size:
            raise too_large()

    def count_cells(self, number: int) -> None:
        """Raises UnreadableFile where all sheets together have more cells than rows can need."""
        self.read_cells += number
        if self.read_cells > self.limits.cells:
            raise too_large()

    def parse(self, part: str, *whole: str) -> Iterator[tuple[str, Element, Element | None]]:
        """Yields each element when it ends: its local name, itself, and the one around it.

        An element of a name in `whole` has its children, which are not yielded themselves. The
        others have lost theirs, so that a part never stands in memory as a whole.
        """
        opened: list[Element] = []
        kept_from = 0  # the depth of a whole element; 0 outside
        for event, element in iterparse(BytesIO(self._read(part)), ("start", "end")):  # noqa: S314 - looked at
            if event == "start":
                opened.append(element)
                if len(opened) > _DEEPEST:
                    raise BrokenWorkbook("elements within each other without end")
                name = self._learn_names(element)
                if not kept_from and name in whole:
                    kept_from = len(opened)
                continue
            depth = len(opened)
            opened.pop()
            if kept_from and depth > kept_from:
                continue
            kept_from = 0
            parent = opened[-1] if opened else None
            yield self.local_names[element.tag], element, parent
            if parent is not None:
                del parent[:]

    def _learn_names(self, element: Element) -> str:
        """Returns the local name. Raises BrokenWorkbook where there are too many names."""
        names = self.local_names
        for name in (element.tag, *element.keys()):
            if name not in names:
                names[name] = name.rpartition("}")[2]
        if len(names) > _MOST_NAMES:
            raise BrokenWorkbook("names without end")
        return names[element.tag]

    def _read(self, part: str) -> bytes:
        """Returns the part in UTF-8.

        Raises UnreadableFile or BrokenWorkbook for one that would not be parsed in little time
        and memory.
        """
        member = self.archive.getinfo(part)
        self.read_size += member.file_size
        if self.read_size > self.limits.unpacked_size:
            raise too_large()
        if member.compress_type not in _COMPRESSIONS:
            raise BrokenWorkbook("a compression that the format has not")
        with self.archive.open(member) as packed:
            content = packed.read(member.file_size)  # no more than that, whatever is packed
        if content.startswith(_UTF_16):
            content = _DECLARATION.sub("", content.decode("utf-16")).encode()
        self.read_tags += content.count(b"<")
        if self.read_tags > self.limits.cells * _TAGS_OF_A_CELL:
            raise too_large()
        if b"<!DOCTYPE" in content or b"\0" in content:
            raise BrokenWorkbook("the format has no document types, and no other encodings")
        if _LONG_STRETCH.search(content) or _ODD_NAMESPACE.search(content):
            raise BrokenWorkbook("longer than anything that the format has")
        return content

    def list_related(self, part: str) -> dict[str, tuple[str, str]]:
        """Returns by id the kind and the name of each part that `part` refers to."""
        folder, file = posixpath.split(part)
        related = {}
        for name, element, _parent in self.parse(posixpath.join(folder, "_rels", f"{file}.rels")):
            if name == "Relationship" and element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
                kind = element.get("Type", "").rpartition("/")[2]
                related[element.get("Id", "")] = (kind, target.lstrip("/"))
        return related


def local_name(element: Element) -> str:
    """Returns the name without its namespace."""
    return element.tag.rpartition("}")[2]


def too_large() -> UnreadableFile:
    return UnreadableFile(
        _(
            "This file is too large once it is unpacked. Copy the sheet that you want to "
            "import into a new workbook and upload that file."
        )
    )
