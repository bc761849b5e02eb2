"""Recognises files by their content, whatever they are called, and refuses what cannot be read."""

from zipfile import ZipFile

from django.utils.translation import gettext as _

from spreadsheets.limits import UnreadableFile

OTHER_SUFFIXES = (".xls", ".xlsm", ".xlsb", ".xltx", ".xltm", ".ods", ".fods", ".ots", ".numbers")
"""Endings of workbooks that a spreadsheet program can save as XLSX."""
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Begins workbooks of the old format, and those that a password protects."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SEARCHED = 1024
"""Bytes in which a page of the web names itself."""
_MARKUP = (b"<html", b"<table", b"<!doctype", b"<meta", b"<?mso-application", b"mime-version:")
_OTHER_MEMBERS = ("mimetype", "content.xml", "xl/workbook.bin", "Index/Document.iwa")


def is_zip(content: bytes) -> bool:
    return content.startswith(_ZIP)


def refuse_other_files(content: bytes) -> None:
    """Raises UnreadableFile for workbooks of other formats, protected ones, and web pages."""
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise UnreadableFile(_password_sentence())
        raise UnreadableFile(
            _(
                "This workbook has the old Excel format (.xls). Open it in a spreadsheet "
                "program, save it as .xlsx and upload that file."
            )
        )
    start = content[:_SEARCHED].lower()
    if b"<" in start.lstrip()[:4] and any(mark in start for mark in _MARKUP):
        raise UnreadableFile(
            _(
                "This file is a web page with the name of a spreadsheet. Open it in a "
                "spreadsheet program, save it as .xlsx and upload that file."
            )
        )


def refuse_other_archives(archive: ZipFile) -> None:
    """Raises UnreadableFile for an archive that is another program's workbook, or locked."""
    if any(member.flag_bits & 1 for member in archive.infolist()):
        raise UnreadableFile(_password_sentence())
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names and names.intersection(_OTHER_MEMBERS):
        raise UnreadableFile(other_format_sentence())


def other_format_sentence() -> str:
    return _(
        "We cannot read this kind of workbook. Open it in a spreadsheet program, save "
        "it as .xlsx and upload that file."
    )


def _password_sentence() -> str:
    return _(
        "This workbook is protected by a password. Save a copy without a password and "
        "upload that file."
    )
