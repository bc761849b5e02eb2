"""Holds what the product knows of companies, in plain Python."""
