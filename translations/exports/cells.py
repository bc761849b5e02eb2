"""Texts as cells: none is taken for a formula, and each comes back as it was."""

from assessments.exports.spreadsheet import CONTROL, FORMULA


def shielded(text: str) -> str:
    """An apostrophe stands before what a program could take for a formula, and before such an apostrophe."""
    text = CONTROL.sub("", text)
    return f"'{text}" if _starts_one(text) else text


def unshielded(cell: str) -> str:
    """The text as it was before `shielded`; what a translator typed without an apostrophe stays."""
    return cell[1:] if cell.startswith("'") and _starts_one(cell) else cell


def _starts_one(text: str) -> bool:
    return FORMULA.match(text.lstrip("'")) is not None
