"""Runs the app and its tests on one machine: starts PostgreSQL and gunicorn, and runs commands.

The apps never import it. Production uses `catalogues` (when its image is built) and `healthy` only.
"""
