"""Entries as data."""
