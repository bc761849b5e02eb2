"""Defines the forms for answers, starting, withdrawing and sharing."""
