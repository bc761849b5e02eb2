"""Chooses and places the words of a chart so that none covers another."""

from collections.abc import Sequence
from fractions import Fraction

LETTER = 8
"""The width of a letter in pixels: of 13 pixels height, on average and rounded up."""
WIDTH = 600
"""How wide the chart is on a large screen; smaller ones leave out words between the ends."""
LINE = 15
"""The least distance of two words that stand one above the other."""


def spread(wanted: Sequence[Fraction], last: int) -> list[Fraction]:
    """Moves rising places apart, by LINE at least, and none beyond `last`."""
    places: list[Fraction] = []
    for place in wanted:
        places.append(max(place, places[-1] + LINE) if places else max(place, Fraction(LINE)))
    limit = Fraction(last)
    for index in reversed(range(len(places))):
        places[index] = min(places[index], limit)
        limit = places[index] - LINE
    return places


def choose_points(count: int, letters: int) -> set[int]:
    """Chooses the points with words: the last, the first, and as many between as have room."""
    room = max(WIDTH // (letters * LETTER + LINE), 2)
    step = max(-(-(count - 1) // (room - 1)), 1)
    between = {index for index in range(0, count, step) if count - 1 - index >= step}
    return between | {0, count - 1}
