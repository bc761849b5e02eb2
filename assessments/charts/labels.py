"""Places the labels of a chart so that none covers another, however close the stages lie."""

from collections.abc import Sequence

LETTER = 0.64
"""The width of a letter, of its height: a semibold system font’s, on average and rounded up."""


def spread(wanted: Sequence[float], distance: float, last: float) -> list[float]:
    """Moves rising places apart, by `distance` at least, and none beyond `last`."""
    places: list[float] = []
    for place in wanted:
        places.append(max(place, places[-1] + distance) if places else place)
    for index in reversed(range(len(places))):
        places[index] = min(places[index], last)
        last = places[index] - distance
    return places


def choose_rows(labels: Sequence[tuple[float, float]]) -> list[int]:
    """Chooses the first row with room for each label, which is given as (start, width)."""
    ends: list[float] = []
    chosen = []
    for start, width in labels:
        row = next((row for row, end in enumerate(ends) if end <= start), len(ends))
        ends[row : row + 1] = [start + width]
        chosen.append(row)
    return chosen
