"""Sets what a file may hold, and says why one as a whole cannot be read."""

from dataclasses import dataclass

LONGEST_TITLE = 31
"""Characters of a sheet's title; the format's own bound."""


class UnreadableFile(ValueError):
    """Tells the reader, in their language, why a file as a whole cannot be read."""


@dataclass(frozen=True)
class Limits:
    """Sets how large a file may be."""

    file_size: int
    """Bytes of the file as it was sent."""
    unpacked_size: int
    """Bytes of an XLSX file's XML after unpacking: a small ZIP file can unpack to gigabytes."""
    rows: int
    """The row of keys and those above it included."""
    columns: int
    cells: int
    """Cells of a sheet, and texts of a workbook, that rows within the limits can need."""
