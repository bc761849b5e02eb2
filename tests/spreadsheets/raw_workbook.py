"""Makes workbooks by hand, part by part: what libraries do not write, and what no program does."""

import zipfile
from io import BytesIO

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
STYLES = '<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs>'
GENERAL, DAY, PERCENT = 0, 1, 2
"""Numbers of styles."""


def text(reference: str, value: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def number(reference: str, value: object, style: int = GENERAL) -> str:
    return f'<c r="{reference}" s="{style}"><v>{value}</v></c>'


def row(index: int, *cells: str, attributes: str = "") -> str:
    return f'<row r="{index}"{attributes}>{"".join(cells)}</row>'


KEYS = row(
    1, text("A1", "period_type"), text("B1", "period_start"), text("C1", "leads"), text("D1", "hires")
)  # fmt: skip


def period(index: int = 2, *cells: str, day: int = 46023, attributes: str = "") -> str:
    """Returns a row of a month; 46023 is 1 January 2026."""
    length, first = text(f"A{index}", "month"), number(f"B{index}", day, DAY)
    return row(index, length, first, *cells, attributes=attributes)


def workbook(
    *rows: str,
    after: str = "",
    before: str = "",
    properties: str = "",
    after_sheets: str = "",
    texts: str | None = None,
    styles: str = STYLES,
    main: str = MAIN,
    office: str = OFFICE,
    more: dict[str, str | bytes] | None = None,
    target: str = "worksheets/sheet1.xml",
    leave_out: str = "",
) -> bytes:
    """Returns a workbook of one sheet; `more` holds further parts, or others instead."""
    relation = '<Relationship Id="{}" Type="' + office + '/{}" Target="{}"/>'
    package = "http://schemas.openxmlformats.org/package/2006"
    related = relation.format("r1", "worksheet", target) + relation.format(
        "r2", "styles", "styles.xml"
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        + relation.format("r1", "officeDocument", "xl/workbook.xml")
        + "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">{properties}<sheets>'
        f'<sheet name="KPIs" sheetId="1" r:id="r1"/></sheets>{after_sheets}</workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{before}<sheetData>{"".join(rows)}'
        f"</sheetData>{after}</worksheet>",
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
    }
    if texts is not None:
        related += relation.format("r3", "sharedStrings", "sharedStrings.xml")
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{texts}</sst>'
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{package}/relationships">{related}</Relationships>'
    )
    parts |= more or {}
    return zipped({name: part for name, part in parts.items() if name != leave_out})


def zipped(parts: dict[str, str | bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()
