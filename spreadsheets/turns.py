"""Lets a process read one file at a time; the others wait for their turn.

Reading takes the processor and memory, so that several at once would only slow each other and
every page that the process serves meanwhile (decision 0009).
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from spreadsheets.limits import UnreadableFile

MOST_AT_ONCE = 8
"""Files that are read or wait; `threads` in `config/gunicorn.py` has to leave some for pages."""
LONGEST_WAIT = 20.0
"""Seconds that a file waits for its turn."""

_places = threading.BoundedSemaphore(MOST_AT_ONCE)
_turn = threading.Lock()


@contextmanager
def reading_turn() -> Iterator[None]:
    """Waits for the turn to read a file. Raises UnreadableFile where it does not come soon."""
    if not _places.acquire(blocking=False):
        raise UnreadableFile(_busy())
    try:
        if not _turn.acquire(timeout=LONGEST_WAIT):
            raise UnreadableFile(_busy())
        try:
            yield
        finally:
            _turn.release()
    finally:
        _places.release()


def _busy() -> str:
    return _(
        "We are reading several other files right now, so yours has not been read. Upload it "
        "again in a minute."
    )
