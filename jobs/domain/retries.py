"""Decides when a job that failed runs again."""

from datetime import timedelta

LONGEST_WAIT = timedelta(hours=1)
MOST_ATTEMPTS = 53
"""With the waits of `wait_after` about two days: time to mend a mail server."""


class FinalError(Exception):
    """Reports an error that no further attempt can mend."""


def wait_after(attempts: int, most_attempts: int = MOST_ATTEMPTS) -> timedelta | None:
    """Returns how long a job waits after so many failed attempts: 1, 2, 4 … 60 minutes.

    None where it has had `most_attempts`, and has failed for good.
    """
    if attempts >= most_attempts:
        return None
    return min(timedelta(minutes=2 ** min(attempts - 1, 10)), LONGEST_WAIT)
