"""Configures the site: settings, URLs, WSGI and gunicorn. The apps never import it."""
