"""Scores as SVG shapes. Pure: numbers and words in, coordinates out; templates draw them.

Every score runs from 1 to 5, so a bar starts at 1. Coordinates are the picture's own units.
"""
