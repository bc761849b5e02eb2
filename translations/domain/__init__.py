"""Compares and normalizes texts. Knows no Django."""
