"""Holds what all pages share: page frame, language menu, appearance, error pages, health checks."""
