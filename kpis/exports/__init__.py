"""Turns entries into files and data."""
