"""Starts the app on one machine: an embedded PostgreSQL, gunicorn, commands, tests. Nothing of the app imports it."""
