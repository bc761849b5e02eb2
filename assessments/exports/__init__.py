"""Renders results as data, spreadsheets and reports."""
