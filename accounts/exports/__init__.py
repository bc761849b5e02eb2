"""Turns everything that an account has into one ZIP file."""
