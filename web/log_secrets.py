"""Masks secrets of addresses in every log record: tokens of links, keys of mails.

By the factory of records, not by a filter: no handler has to be told, whoever adds one.
"""

import logging
import re
from typing import Any

from django.utils.safestring import SafeString
from django.views.debug import ExceptionReporter

# What stands before a secret in an address: share links, calendars, mails.
_BEFORE = (
    "shared", "plan/calendar", "calendar", "confirm-email", "reset/key", "unsubscribe",
    "invitations/accept",
)  # fmt: skip
MASK = "…"


def _encoded(letter: str) -> str:
    """Returns a pattern of a letter, also percent-encoded, once or several times."""
    return f"(?:{re.escape(letter)}|%(?:25)*{ord(letter):02x})"


_SLASHES = f"(?:{_encoded('/')}|{_encoded(chr(92))})+"
_WORDS = "|".join(
    "".join(_SLASHES if letter == "/" else _encoded(letter) for letter in word) for word in _BEFORE
)
_AFTER_A_WORD = re.compile(
    rf"({_SLASHES}(?:{_WORDS}){_SLASHES})(?!{MASK})[^\s/?#&'\"<>,]+", re.IGNORECASE
)
# Our tokens wherever they stand, on a mistyped path too: 43 letters of base64. No UUID is as long.
_TOKEN = re.compile(r"(?<![\w-])[\w-]{40,}(?![\w-])", re.ASCII)

_record = logging.getLogRecordFactory()
_format_exception = logging.Formatter().formatException


def mask_secrets(text: str) -> str:
    """Returns a text with the secrets of addresses in it masked."""
    return _TOKEN.sub(MASK, _AFTER_A_WORD.sub(rf"\1{MASK}", text))


class MaskingExceptionReporter(ExceptionReporter):
    """Masks the reports of errors that are mailed: path, Referer, variables."""

    def get_traceback_text(self) -> SafeString:
        return SafeString(mask_secrets(super().get_traceback_text()))

    def get_traceback_html(self) -> SafeString:
        return SafeString(mask_secrets(super().get_traceback_html()))


def mask_log_records() -> None:
    """Masks secrets in each record that any logger makes from now on."""
    logging.setLogRecordFactory(_masked_record)


def _masked_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record = _record(*args, **kwargs)
    try:
        message = record.getMessage()
    except Exception:  # logging reports it where the record is written
        return record
    masked = mask_secrets(message)
    if masked != message:
        record.msg, record.args = masked, ()
    if record.exc_info and record.exc_info[0] is not None:
        record.exc_text = mask_secrets(_format_exception(record.exc_info))
    if record.stack_info:
        record.stack_info = mask_secrets(record.stack_info)
    return record
