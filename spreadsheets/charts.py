"""Draws charts that the reader's spreadsheet program can change: bars, and a line over days."""

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.axis import ChartLines, DateAxis
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series as DataSeries
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from spreadsheets.display_formats import day_format, number_format
from spreadsheets.sheets import Book, Chart, ChartKind
from spreadsheets.styles import ACCENT, INK, LINE, MUTE

_WIDTH, _HEIGHT = 16, 8
"""Centimetres."""
CHART_ROWS = 17
"""Rows of one line that a chart covers, with a gap below it."""
_TITLE_SIZE, _AXIS_TITLE_SIZE = 1200, 900
"""Hundredths of a point."""
_LINE_WIDTH = 28_575
"""In the format's units: 2.25 points."""


def to_chart(sheet: WriteOnlyWorksheet, chart: Chart, book: Book) -> BarChart | LineChart:
    drawn = _bars() if chart.kind is ChartKind.BARS else _line(book)
    for place, column in enumerate(chart.value_columns):
        drawn.series.append(_series(sheet, chart, column, place))
    drawn.set_categories(
        Reference(
            sheet,
            min_col=chart.category_column,
            min_row=chart.header_row + 1,
            max_row=chart.last_row,
        )
    )
    drawn.width, drawn.height = _WIDTH, _HEIGHT
    drawn.title = _title(chart.title, _TITLE_SIZE)
    drawn.legend = Legend(legendPos="b") if len(chart.value_columns) > 1 else None
    _name_axes(drawn, chart, book)
    drawn.anchor = chart.anchor
    return drawn


def _bars() -> BarChart:
    drawn = BarChart()
    drawn.type = "bar"
    drawn.gapWidth = 60
    drawn.x_axis.scaling.orientation = "maxMin"  # the first one at the top
    drawn.y_axis.crosses = "max"  # so the figures stand below
    return drawn


def _line(book: Book) -> LineChart:
    drawn = LineChart()
    drawn.x_axis = DateAxis(crossAx=100)
    drawn.x_axis.number_format = day_format(book.language, book.country)
    drawn.y_axis.crossAx = 500
    return drawn


def _series(sheet: WriteOnlyWorksheet, chart: Chart, column: int, place: int) -> DataSeries:
    values = Reference(sheet, min_col=column, min_row=chart.header_row, max_row=chart.last_row)
    series = Series(values, title_from_data=True)
    colour = MUTE if place else ACCENT
    if chart.kind is ChartKind.BARS:
        series.graphicalProperties.solidFill = colour
    else:
        series.smooth = False
        series.graphicalProperties.line.solidFill = colour
        series.graphicalProperties.line.width = _LINE_WIDTH
        series.marker = Marker("circle", size=7)
        series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
        series.marker.graphicalProperties.line.solidFill = colour
    return series


def _name_axes(drawn: BarChart | LineChart, chart: Chart, book: Book) -> None:
    """Gives the axes their titles and the values their bounds, in the language's number format."""
    values = number_format(book.language, chart.places)
    drawn.x_axis.title = _title(chart.category_title, _AXIS_TITLE_SIZE)
    drawn.y_axis.title = _title(chart.value_title, _AXIS_TITLE_SIZE)
    for axis in (drawn.x_axis, drawn.y_axis):
        axis.delete = False  # else programs leave the axis out
    drawn.y_axis.scaling.min, drawn.y_axis.scaling.max = chart.lowest, chart.highest
    drawn.y_axis.majorUnit = 1
    drawn.y_axis.number_format = number_format(book.language)
    drawn.y_axis.majorGridlines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(solidFill=LINE))
    )
    if chart.kind is ChartKind.BARS:
        drawn.dataLabels = DataLabelList(
            showVal=True,
            showSerName=False,
            showCatName=False,
            showLegendKey=False,
            showPercent=False,
            numFmt=values,
        )


def _title(text: str, size: int) -> Title:
    look = CharacterProperties(sz=size, b=True, solidFill=INK)
    paragraph = Paragraph(
        pPr=ParagraphProperties(defRPr=look), r=[RegularTextRun(rPr=look, t=text)]
    )
    # Beside the drawing, not over it.
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)
