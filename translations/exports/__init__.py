"""Turns texts into files for translators."""
