"""Tests workbooks that are small and would take much memory or time: each is refused before."""

import struct
import tracemalloc
import zipfile
from io import BytesIO

import pytest

from tests.spreadsheets.importing import check, read
from tests.spreadsheets.importing import period as expected
from tests.spreadsheets.raw_workbook import (
    KEYS,
    MAIN,
    STYLES,
    number,
    period,
    text,
    workbook,
    zipped,
)

MEGABYTE = 1024 * 1024
MOST_MEMORY = 8 * MEGABYTE
"""What the largest of these files unpacks to, and as much again."""
TEXTS = "xl/sharedStrings.xml"
BROKEN, LARGE = "as XLSX", "too large once"


def claiming(content: bytes, compression: int, size: int) -> bytes:
    """Returns a workbook whose shared texts claim a size in the directory of the archive."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        with zipfile.ZipFile(BytesIO(workbook(KEYS, period(), texts=""))) as plain:
            for name in plain.namelist():
                if name != TEXTS:
                    archive.writestr(name, plain.read(name))
        archive.writestr(TEXTS, content, compression)
    changed = bytearray(written.getvalue())
    entry = changed.rindex(TEXTS.encode()) - 46
    changed[entry + 24 : entry + 28] = struct.pack("<I", size)
    return bytes(changed)


def with_a_part_twice() -> bytes:
    written = BytesIO(workbook(KEYS, period(2, number("C2", 7))))
    with (
        pytest.warns(UserWarning, match="Duplicate name"),
        zipfile.ZipFile(written, "a") as archive,
    ):
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    return written.getvalue()


def leads(cell: str = "", **parts) -> bytes:
    return workbook(KEYS, period(2, cell), **parts)


def with_format(code: str) -> bytes:
    formats = STYLES.replace("yyyy\\-mm\\-dd", code)
    return leads(number("C2", 7, 1), styles=formats)


SPACES = b" " * (12 * MEGABYTE)
UTF_16 = '<?xml version="1.0" encoding="UTF-16"?>'
ENTITY = f'<!DOCTYPE sst [<!ENTITY b "{"c" * 10_000}">]>'
FILES = {
    "more than its header says": (lambda: claiming(SPACES, zipfile.ZIP_DEFLATED, 100), BROKEN),
    "another compression": (lambda: claiming(SPACES, zipfile.ZIP_BZIP2, 100), BROKEN),
    "a third compression": (lambda: claiming(SPACES, zipfile.ZIP_LZMA, 100), BROKEN),
    "less than its header says": (lambda: claiming(b" ", zipfile.ZIP_DEFLATED, 4_000_000_000), LARGE),
    "parts without end": (lambda: zipped({str(number): "" for number in range(1001)}), LARGE),
    "two parts of one name": (with_a_part_twice, BROKEN),
    "an archive within": (lambda: zipped({"a.xlsx": leads()}), BROKEN),
    "a long namespace": (lambda: leads(before="<a/>", main="x" * 129), BROKEN),
    "a long namespace with a prefix": (lambda: leads(before=f"<a xmlns:b\n = '{'x' * 129}'/>"), BROKEN),
    "names of tags without end": (lambda: leads("".join(f"<a{each}/>" for each in range(2000))), BROKEN),
    "names of attributes without end": (
        lambda: leads("<c " + " ".join(f'a{each}=""' for each in range(2000)) + "/>"),
        BROKEN,
    ),
    "a tag without end": (lambda: leads(f'<c a="{"x" * 300_000}"/>'), BROKEN),
    "elements within each other": (lambda: leads("<a>" * 5000 + "</a>" * 5000), BROKEN),
    "styles without end": (
        lambda: leads(styles=STYLES.replace("</cellXfs>", "<xf/>" * 70_000 + "</cellXfs>")),
        BROKEN,
    ),
    "merged cells over everything": (
        lambda: leads(after='<mergeCells><mergeCell ref="A2:CV500"/></mergeCells>'),
        LARGE,
    ),
    "entities in the other encoding": (
        lambda: leads(texts="", more={TEXTS: f'{UTF_16}{ENTITY}<sst xmlns="{MAIN}"/>'.encode("utf-16")}),
        BROKEN,
    ),
    "the other encoding without its mark": (
        lambda: leads(texts="", more={TEXTS: f'{UTF_16}<sst xmlns="{MAIN}"/>'.encode("utf-16-le")}),
        BROKEN,
    ),
    "a format without end": (lambda: with_format("[" * 20_000), {"B2": "hides its number", "C2": "hides its number"}),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_it_is_refused_in_little_memory(name):
    make, words = FILES[name]
    file = make()
    tracemalloc.start()
    try:
        found = read("k.xlsx", file)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    check(found, words)
    assert most < MOST_MEMORY


COMES_BACK = {
    "texts in the other encoding": leads(
        '<c r="C2" t="s"><v>0</v></c>',
        texts="",
        more={TEXTS: f'{UTF_16}<sst xmlns="{MAIN}"><si><t>7</t></si></sst>'.encode("utf-16")},
    ),
    "names between apostrophes": leads(number("C2", 7), before="<a xmlns:b = 'x'/>"),
    "a picture within": leads(number("C2", 7), more={"xl/media/1.png": bytes(range(256)) * 99}),
}


@pytest.mark.parametrize("name", COMES_BACK)
def test_it_comes_back(name):
    check(read("k.xlsx", COMES_BACK[name]), [expected(leads="7")])


def test_a_number_may_show_more_decimals_than_are_counted():
    formats = STYLES.replace('"9"/></cellXfs>', '"9"/><xf numFmtId="165"/></cellXfs>').replace(
        "</numFmts>", f'<numFmt numFmtId="165" formatCode="0.{"0" * 30}"/></numFmts>'
    )
    file = leads(number("C2", 123456789012345, 3), styles=formats)
    check(read("k.xlsx", file), [expected(leads="123456789012345")])


def test_a_text_of_the_longest_cell_is_no_tag_without_end():
    longest = "&quot;" * 32_767
    check(read("k.xlsx", leads(number("C2", 7) + text("F2", longest))), [expected(leads="7")])
