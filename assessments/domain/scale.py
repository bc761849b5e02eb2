"""Defines the scale that every statement is rated on."""

LOWEST = 1
HIGHEST = 5
VALUES = tuple(range(LOWEST, HIGHEST + 1))
