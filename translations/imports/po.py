"""A PO file as rows of texts."""

import polib
from django.utils.translation import gettext as _

from localization.languages import CODES
from translations.exports.fingerprints import read_check
from translations.exports.po import CHECK
from translations.imports.rows import MOST_ROWS, FileRow, FileRows, UnreadableFile


def read_po(content: bytes) -> FileRows:
    """Raises UnreadableFile."""
    catalogue = _catalogue(content)
    given = catalogue.metadata.get("Language", "").strip()
    language = given.lower().replace("_", "-")
    if not language:
        raise UnreadableFile(_("This file does not say its language (the header “Language”)."))
    if language not in CODES:
        text = _("“%(code)s” is no language of this site.")
        raise UnreadableFile(text % {"code": given[:40]})
    entries = [entry for entry in catalogue if not entry.obsolete]
    if len(entries) > MOST_ROWS:
        raise UnreadableFile(_("This file has more than %(most)s texts.") % {"most": MOST_ROWS})
    rows = tuple(_row(entry, language) for entry in entries)
    return FileRows((language,), rows, marks_unsure=True)


def _catalogue(content: bytes) -> polib.POFile:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(_("This PO file is not in UTF-8.")) from error
    try:
        # The line end: polib takes a text that is the name of a file for one, and would read that.
        return polib.pofile(f"{text}\n", encoding="utf-8")
    except Exception as error:  # whatever a broken or hostile file brings polib to raise
        raise UnreadableFile(_("This file cannot be read as PO.")) from error


def _row(entry: polib.POEntry, language: str) -> FileRow:
    checks = [line for line in (entry.comment or "").splitlines() if CHECK in line]
    # Tools break long lines: what follows the word belongs to it.
    comment = (entry.comment or "").partition(CHECK)[2] if checks else ""
    return FileRow(
        number=entry.linenum or 0,
        key=entry.msgctxt or "",
        english=entry.msgid,
        values={language: entry.msgstr},
        marks=read_check(comment),
        unsure=entry.fuzzy,
    )
