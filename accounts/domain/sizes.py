"""Lists the bands in which a company says how large it is; each is stored by its lower bound."""

from collections.abc import Iterator, Sequence

PEOPLE = (1, 6, 11, 26, 51, 101)
CLIENTS = (1, 11, 26, 51, 101, 251)
ENDPOINTS = (1, 101, 251, 501, 1001, 2501, 5001)


def bands(bounds: Sequence[int]) -> Iterator[tuple[int, int | None]]:
    """Yields the lowest and the highest number of each band; the last band has no highest."""
    for lowest, following in zip(bounds, (*bounds[1:], None), strict=True):
        yield lowest, None if following is None else following - 1
