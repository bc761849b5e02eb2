"""Reads a PO file of texts, and looks at its lines before it is parsed."""

import re
from itertools import groupby

import polib
from django.utils.translation import gettext as _

from localization.characters import visible_text
from localization.languages import match_code
from spreadsheets.readers import UnreadableFile
from translations.exports.fingerprints import read_fingerprints
from translations.exports.po import CHECK
from translations.imports.rows import MOST_ROWS, FileRow, FileRows

_UNICODE_LINE_ENDS = {0x2028: "\\n", 0x2029: "\\n"}
"""Names the line and the paragraph separator, with the line end as a PO file writes it."""
_MOST_LINES = 20 * MOST_ROWS
"""Lines of a file: a text has some ten, comments and long lines that tools break included."""
_LONGEST_RUN = 500
"""Lines in a row that continue a text or a comment, which polib puts together one by one."""
_ENTRY = re.compile(r"^(?:#~[ \t]*)?msgid[ \t]", re.MULTILINE)
_REFERENCES = re.compile(r"^#:.*", re.MULTILINE)
"""Matches places in program code, which no text of the site has."""


def read_po(content: bytes) -> FileRows:
    """Returns the texts of the file's language. Raises UnreadableFile."""
    catalogue = _parse(content)
    given = catalogue.metadata.get("Language", "").strip()
    if not given:
        raise UnreadableFile(_("This file does not state its language (the header “Language”)."))
    language = match_code(given)
    if language is None:
        text = _("“%(code)s” is not a language of this site.")
        raise UnreadableFile(text % {"code": given[:40]})
    entries = [entry for entry in catalogue if not entry.obsolete]
    rows = tuple(_read_row(entry, language) for entry in entries)
    return FileRows((language,), rows, marks_unsure=True)


def _parse(content: bytes) -> polib.POFile:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(_("This PO file is not in UTF-8.")) from error
    # polib takes these for ends of a line of the file, and loses them.
    text = text.translate(_UNICODE_LINE_ENDS)
    _refuse_large(text)
    text = _REFERENCES.sub("", text)
    try:
        # The line end: polib takes a text that is the name of a file for one, and would read that.
        return polib.pofile(f"{text}\n", encoding="utf-8")
    except Exception as error:  # whatever a broken or hostile file brings polib to raise
        raise UnreadableFile(_("This file could not be read as PO.")) from error


def _refuse_large(text: str) -> None:
    """Raises UnreadableFile for more than translators' files hold, before polib parses it."""
    texts = sum(1 for _match in _ENTRY.finditer(text)) - 1  # the first is the header
    if texts > MOST_ROWS:
        raise UnreadableFile(_("This file has more than %(most)s texts.") % {"most": MOST_ROWS})
    if text.count("\n") > _MOST_LINES:
        raise UnreadableFile(_("This file has more than %(most)s lines.") % {"most": _MOST_LINES})
    runs = groupby(line.lstrip()[:1] for line in text.splitlines())
    if any(start in ('"', "#") and sum(1 for _line in run) > _LONGEST_RUN for start, run in runs):
        raise UnreadableFile(
            _(
                "A text or comment of this file has more than %(most)s lines. Save the file with "
                "longer lines and upload it again."
            )
            % {"most": _LONGEST_RUN}
        )


def _read_row(entry: polib.POEntry, language: str) -> FileRow:
    # Tools break long lines: all that follows the word belongs to the fingerprints.
    fingerprints = (entry.comment or "").partition(CHECK)[2]
    return FileRow(
        number=entry.linenum or 0,
        key=visible_text(entry.msgctxt or ""),
        english=entry.msgid,
        values={language: entry.msgstr},
        fingerprints=read_fingerprints(fingerprints),
        unsure=entry.fuzzy,
    )
