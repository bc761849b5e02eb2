"""Reads what staff send: filters, a page of translations, files."""
