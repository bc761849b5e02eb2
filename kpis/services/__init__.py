"""Writes entries and content: keyword-only functions, each in one transaction."""
