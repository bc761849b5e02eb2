"""Holds the template filters of the glossary."""
