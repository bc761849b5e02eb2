"""Describes workbooks to write: their sheets, rows and charts."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from spreadsheets.cells import Cell
from spreadsheets.formulas import remove_forbidden_characters


class Look(StrEnum):
    """Lists how the cells of a row look."""

    TITLE = "title"
    HEADING = "heading"
    FACT = "fact"  # its first cell is a label
    LABEL = "label"
    HEADER = "header"  # the names of columns
    KEY = "key"  # the same, for machines
    BODY = "body"


@dataclass(frozen=True, slots=True)
class FormattedNumber:
    """Represents a number that a cell shows in another way than with its own decimals."""

    value: Decimal | int
    places: int
    """Decimals that are shown; the cell holds all of them."""
    is_percent: bool = False
    """Whether the number is one of percents: 75 is shown as 75%."""
    is_signed: bool = False


SheetCell = Cell | FormattedNumber


@dataclass(frozen=True, kw_only=True)
class Row:
    """Represents a row that looks different from what its place in the sheet says."""

    cells: Sequence[SheetCell]
    look: Look = Look.BODY
    right: Collection[int] = ()
    """Places of texts that stand at the right, as names of columns do above numbers; from 0."""


class ChartKind(StrEnum):
    """Lists the kinds of charts."""

    BARS = "bars"  # one below the other
    LINE = "line"  # over days


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Describes a chart of cells of the sheet that it stands in. Rows and columns count from 1."""

    kind: ChartKind
    title: str
    category_title: str
    value_title: str
    header_row: int
    """Has the names of the series; the rows of the chart follow it."""
    last_row: int
    category_column: int
    value_columns: Sequence[int]
    """The first one is what the chart is about; the others are drawn in grey."""
    lowest: int
    highest: int
    """Of the axis of values."""
    places: int
    """Decimals of values."""
    anchor: str
    """The cell at its top left corner."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Describes one sheet of a workbook."""

    title: str
    rows: Iterable[Row | Sequence[SheetCell]]
    """Those that are no `Row` look as their place says: names of columns, keys, then the body."""
    number_columns: Collection[int] = ()
    """Whose names in the first row stand at the right, above numbers; from 0."""
    header_rows: int = 1
    """Rows at the top that stay in view and are repeated on every page."""
    widths: Sequence[float] = ()
    """Of the columns from the left, in characters; the others have the program's own width."""
    wraps_text: bool = False
    """Whether texts of the body have as many lines as they need; the names of columns always have."""
    has_filter: bool = False
    """Whether the last of the header rows offers to filter and to sort by each column."""
    frozen_columns: int = 0
    """Columns at the left that stay in view."""
    repeated_columns: str = ""
    """Columns that stand on every page, such as `C:D`."""
    pages_wide: int = 1
    """Pages that the columns are fitted to when they are printed."""
    is_one_page: bool = False
    """Whether the rows are fitted to one page as well."""
    charts: Sequence[Chart] = ()
    escape: Callable[[str], str] = remove_forbidden_characters
    """Of text, where the sheet is read again and has to come back as it was."""


@dataclass(frozen=True, kw_only=True)
class Book:
    """Describes a workbook."""

    title: str
    """Says what is in it."""
    sheets: Sequence[Sheet]
    language: str
    country: str = ""
    """Decides the order of day and month where the language is written in several ways."""
    subject: str = ""
    """Whom it is about: the company."""
