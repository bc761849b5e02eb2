"""Names the type of a label: a string, or a lazy one that is translated when it is rendered."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise
else:  # the stubs are no dependency of the running app
    StrOrPromise = str

__all__ = ["StrOrPromise"]
