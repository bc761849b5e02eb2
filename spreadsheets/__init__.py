"""Reads and writes spreadsheets, the same way for every app."""
