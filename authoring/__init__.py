"""Lets staff edit, compare, preview and publish versions of the questionnaire."""
