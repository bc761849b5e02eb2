"""Reads all texts in all languages and their status."""
