"""Defines the roles of staff, and guards the admin."""
