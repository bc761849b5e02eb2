"""A result as data."""
