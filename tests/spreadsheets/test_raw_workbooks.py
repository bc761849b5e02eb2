"""Tests workbooks made by hand: formulas, merged cells, and what only a hostile file holds."""

import pytest

from tests.spreadsheets.importing import FILES, check, read
from tests.spreadsheets.importing import period as expected
from tests.spreadsheets.raw_workbook import (
    DAY,
    KEYS,
    PERCENT,
    STRICT_MAIN,
    STRICT_OFFICE,
    STYLES,
    number,
    period,
    row,
    text,
    workbook,
    zipped,
)

SEVEN = [expected(leads="7")]
MEGABYTE = 1024 * 1024


def leads(cell: str, **parts) -> bytes:
    """Returns a workbook with this cell C2."""
    return workbook(KEYS, period(2, cell), **parts)


def merged(*references: str) -> str:
    return "".join(f'<mergeCell ref="{each}"/>' for each in references).join(
        ("<mergeCells>", "</mergeCells>")
    )


COMES_BACK = {
    "formula with its result": (leads('<c r="C2"><f>3+4</f><v>7</v></c>'), SEVEN),
    "formula of a group": (leads('<c r="C2"><f t="shared" si="0"/><v>7</v></c>'), SEVEN),
    "formula over cells": (leads('<c r="C2"><f t="array" ref="C2">SUM(A9:A9)</f><v>7</v></c>'), SEVEN),
    "formula of another workbook": (leads('<c r="C2"><f>[1]Data!A1</f><v>7</v></c>'), SEVEN),
    "formula that shows text": (leads('<c r="C2" t="str"><f>"7"</f><v>7</v></c>'), SEVEN),
    "formula that shows nothing": (leads('<c r="C2" t="str"><f>""</f><v></v></c>'), [expected()]),
    "empty cell with a format": (leads('<c r="C2" s="2"/>'), [expected()]),
    "empty text": (leads('<c r="C2" t="inlineStr"><is><t></t></is></c>'), [expected()]),
    "number in powers of ten": (leads(number("C2", "7.0000000000000000E+0")), SEVEN),
    "number with a binary tail": (leads(number("C2", "6.9999999999999991")), SEVEN),
    "cells without references": (
        workbook(
            "<row>" + "".join(f'<c t="inlineStr"><is><t>{key}</t></is></c>' for key in ("period_type", "period_start", "leads")) + "</row>",
            '<row><c t="inlineStr"><is><t>month</t></is></c><c s="1"><v>46023</v></c><c><v>7</v></c></row>',
        ),
        SEVEN,
    ),
    "texts of the workbook": (
        leads('<c r="C2" t="s"><v>1</v></c>', texts="<si><t>x</t></si><si><t>7</t></si>"),
        SEVEN,
    ),
    "text in two fonts with a reading aid": (
        leads(
            '<c r="C2" t="s"><v>0</v></c>',
            texts="<si><r><t>1</t></r><r><rPr><b/></rPr><t>2</t></r><rPh><t>99</t></rPh></si>",
        ),
        [expected(leads="12")],
    ),
    "escaped characters": (leads(text("C2", "7_x000D_\n")), SEVEN),
    "a day as ISO text": (
        workbook(KEYS, row(2, text("A2", "month"), '<c r="B2" t="d"><v>2026-01-01T00:00:00</v></c>', number("C2", 7))),
        SEVEN,
    ),
    "the strict standard": (leads(number("C2", 7), main=STRICT_MAIN, office=STRICT_OFFICE), SEVEN),
    "days from 1904": (
        workbook(KEYS, period(2, number("C2", 7), day=44561), properties='<workbookPr date1904="1"/>'),
        SEVEN,
    ),
    "absolute names of parts": (leads(number("C2", 7), target="/xl/worksheets/sheet1.xml"), SEVEN),
    "hidden row": (workbook(KEYS, period(2, number("C2", 7), attributes=' hidden="1"')), SEVEN),
    "hidden column": (leads(number("C2", 7), before='<cols><col min="3" max="3" hidden="1"/></cols>'), SEVEN),
    "a size that is not true": (leads(number("C2", 7), before='<dimension ref="A1:XFD1048576"/>'), SEVEN),
    "a size too small": (leads(number("C2", 7), before='<dimension ref="A1"/>'), SEVEN),
    "a gap of rows": (
        workbook(KEYS, period(2, number("C2", 7)), period(400, day=46054)),
        [*SEVEN, expected("2026-02-01")],
    ),
    "formatted rows far below": (
        workbook(KEYS, period(2, number("C2", 7)), row(1048576, '<c r="A1048576" s="1"/>')),
        SEVEN,
    ),
    "merged empty cells": (leads(number("C2", 7), after=merged("A3:D4")), SEVEN),
    "merged cells of a remark": (
        workbook(KEYS, period(2, number("C2", 7), text("F2", "Check")), after=merged("F2:F9")),
        SEVEN,
    ),
    "a link to another workbook": (
        leads(number("C2", 7), more={"xl/externalLinks/externalLink1.xml": "<x/>"}),
        SEVEN,
    ),
    "macros": (leads(number("C2", 7), more={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 99}), SEVEN),
    "a large picture": (leads(number("C2", 7), more={"xl/media/a.png": b"\0" * 9 * MEGABYTE}), SEVEN),
    "a style that is not there": (leads('<c r="C2" s="99"><v>7</v></c>'), SEVEN),
}  # fmt: skip
REFUSED_BY_CELL = {
    "formula without a result": (leads('<c r="C2"><f>3+4</f><v/></c>'), {"C2": "not saved"}),
    "formula without a value": (leads('<c r="C2"><f>3+4</f></c>'), {"C2": "not saved"}),
    "text formula without a value": (leads('<c r="C2" t="str"><f>"7"</f></c>'), {"C2": "not saved"}),
    "formulas left to be computed": (
        leads('<c r="C2"><f>3+4</f><v>0</v></c>', after_sheets='<calcPr fullCalcOnLoad="1"/>'),
        {"C2": "not saved"},
    ),
    "formula for the length": (
        workbook(KEYS, row(2, '<c r="A2"><f>"month"</f></c>', number("B2", 46023, DAY))),
        {"A2": "not saved"},
    ),
    "formula for the first day": (
        workbook(KEYS, row(2, text("A2", "month"), '<c r="B2" s="1"><f>DATE(2026,1,1)</f></c>')),
        {"B2": "not saved"},
    ),
    "error": (leads('<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'), {"C2": "(#DIV/0!)"}),
    "boolean": (leads('<c r="C2" t="b"><v>1</v></c>'), {"C2": "TRUE or FALSE"}),
    "percent": (leads(number("C2", 0.85, PERCENT)), {"C2": "(85%)"}),
    "percent of a count": (leads(number("C2", 85, PERCENT)), {"C2": "(8500%)"}),
    "lengths merged": (
        workbook(KEYS, period(2), row(3, number("B3", 46054, DAY), number("C3", 7)), after=merged("A2:A3")),
        {"A3": "merged with A2"},
    ),
    "figures merged sideways": (
        leads(number("C2", 7), after=merged("C2:D2")),
        {"D2": "merged with C2"},
    ),
    "figures merged downwards": (
        workbook(KEYS, period(2, number("C2", 7)), period(3, day=46054), after=merged("C2:C3")),
        {"C3": "merged with C2"},
    ),
    "a period far below": (
        workbook(KEYS, row(400, text("A400", "Total"), number("C400", 7))),
        {"A400": "a quarter", "B400": "the first day"},
    ),
}  # fmt: skip
TAGS = "<x/>" * 300_000
UNREADABLE = {
    "a period beyond the last row": (
        workbook(KEYS, period(2), row(1048576, text("A1048576", "month"))),
        "more than 500 periods",
    ),
    "more periods than allowed": (workbook(KEYS, *map(period, range(2, 503))), "more than 500 periods"),
    "a bomb": (leads("", more={"xl/a.xml": b"0" * 40 * MEGABYTE}), "too large once it is unpacked"),
    "a bomb beside its size": (leads("", more={"xl/a.xml": b"0" * 5 * MEGABYTE}), "too large once"),
    "texts without end": (leads("", texts="<si><t/></si>" * 150_000), "too large once"),
    "empty texts without end": (leads("", texts="<si/>" * 40_000), "too large once"),
    "more cells than periods need": (
        workbook(KEYS, period(2, *(number(f"Z{each}", 1) for each in range(3, 40_000)))),
        "too large once",
    ),
    "formats without end": (leads("", styles=STYLES + TAGS), "too large once"),
    "cells without end": (workbook(KEYS, period(2), "<row/>" * 300_000), "too large once"),
    "sheets without end": (leads("", properties=TAGS), "too large once"),
    "one sheet many times": (
        workbook(
            KEYS,
            *map(period, range(2, 500)),
            after_sheets="<sheets>" + '<sheet name="again" r:id="r1"/>' * 500 + "</sheets>",
        ),
        "too large once",
    ),
    "a text that is not there": (leads('<c r="C2" t="s"><v>5</v></c>'), "as XLSX"),
    "a number that is none": (leads(number("C2", "seven")), "as XLSX"),
    "a number without bounds": (leads(number("C2", "1e999")), "as XLSX"),
    "not a number": (leads(number("C2", "NaN")), "as XLSX"),
    "entities": (
        leads("", more={"xl/sharedStrings.xml": "x", "xl/styles.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "as XLSX",
    ),
    "merged cells that overlap": (
        workbook(KEYS, period(2), after=merged(*["A2:CV500"] * 5)),
        "too large once",
    ),
    "a part that is not there": (leads("", leave_out="xl/worksheets/sheet1.xml"), "as XLSX"),
    "no workbook": (leads("", leave_out="xl/workbook.xml"), "as XLSX"),
    "no list of parts": (leads("", leave_out="_rels/.rels"), "as XLSX"),
    "broken XML": (leads("<c>"), "as XLSX"),
    "damaged or incomplete": (leads(number("C2", 7))[:-60], "as XLSX"),
    "cut in half": (leads(number("C2", 7))[:900], "as XLSX"),
    "damaged": (leads(number("C2", 7)).replace(b"sheet1", b"sheet2", 1), "as XLSX"),
    "another archive": (zipped({"a.txt": "a"}), "as XLSX"),
    "no archive": (b"period_type,period_start", "as XLSX"),
    "an archive without parts": (zipped({}), "as XLSX"),
    "OpenDocument": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
        "We cannot read this kind of workbook",
    ),
    "a binary workbook": (zipped({"xl/workbook.bin": "a"}), "We cannot read this kind of workbook"),
    "Numbers": (zipped({"Index/Document.iwa": "a"}), "We cannot read this kind of workbook"),
    "the old format": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "the old Excel format"),
    "a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "This workbook is protected by a password",
    ),
    "a table of a web page": (b"\xef\xbb\xbf<html><table></table></html>", "a web page"),
    "a workbook as one XML file": (
        b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>',
        "a web page",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", COMES_BACK)
def test_it_comes_back(name):
    file, values = COMES_BACK[name]
    check(read("k.xlsx", file), values)


@pytest.mark.parametrize("name", REFUSED_BY_CELL)
def test_it_is_refused_by_cell(name):
    file, cells = REFUSED_BY_CELL[name]
    check(read("k.xlsx", file), cells)


@pytest.mark.parametrize("name", UNREADABLE)
def test_it_cannot_be_read(name):
    file, words = UNREADABLE[name]
    check(read("k.xlsx", file), words)


@pytest.mark.parametrize(
    ("file", "values"),
    [
        ("formulas-without-results", {"C2": "not saved", "D2": "not saved"}),
        ("million-texts", "too large once it is unpacked"),
        ("cover-sheet-first", [expected(subscription_revenue="5", total_revenue="10")]),
    ],
)
def test_files_that_people_sent(file, values):
    check(read("k.xlsx", (FILES / "sent" / f"{file}.xlsx").read_bytes()), values)


def test_a_workbook_is_read_as_one_whatever_it_is_called():
    check(read("k.csv", leads(number("C2", 7))), SEVEN)


def test_a_refusal_is_in_the_language_of_the_reader():
    assert read("k.xlsx", b"", "de").startswith("Diese Datei konnte nicht als XLSX gelesen werden.")
