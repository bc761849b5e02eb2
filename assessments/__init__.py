"""Holds the questionnaire, the answers to it, and the results."""
