"""Texts as files for translators."""
