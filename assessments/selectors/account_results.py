"""Reads all results of an account a batch at a time, for files of any number of them."""

import uuid
from collections.abc import Iterator, Sequence
from typing import overload

from accounts.models import Account
from assessments.models import Assessment
from assessments.selectors.results import NEWEST_FIRST, StoredResult, load_results

BATCH = 100


class AccountResults(Sequence[StoredResult]):
    """Represents the results of an account, withdrawn ones too, the newest first.

    Only their keys are in memory; each pass reads the results again. One that is deleted meanwhile
    is left out.
    """

    def __init__(self, account: Account, language: str, revision: int | None) -> None:
        self._account, self._language, self._revision = account, language, revision
        results = Assessment.objects.filter(account=account, assessed_at__isnull=False)
        self._ids = list(results.order_by(*NEWEST_FIRST).values_list("pk", flat=True))

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, index: int) -> StoredResult: ...
    @overload
    def __getitem__(self, index: slice) -> list[StoredResult]: ...
    def __getitem__(self, index: int | slice) -> StoredResult | list[StoredResult]:
        if isinstance(index, slice):
            return self._load(self._ids[index])
        return self._load([self._ids[index]])[0]

    def __iter__(self) -> Iterator[StoredResult]:
        for batch in self.batches():
            yield from batch

    def batches(self) -> Iterator[list[StoredResult]]:
        """Yields the results, `BATCH` of them with each query."""
        for start in range(0, len(self), BATCH):
            yield self[start : start + BATCH]

    def _load(self, ids: Sequence[uuid.UUID]) -> list[StoredResult]:
        return load_results(self._account, self._language, self._revision, ids)
