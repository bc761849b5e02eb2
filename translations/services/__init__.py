"""Writes translations, trade terms and imports."""
