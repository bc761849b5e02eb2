"""Formats and reads numbers, money, dates and periods in any language that Babel knows."""
