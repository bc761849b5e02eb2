"""Settings for mypy, which reads the models and settings and never connects to a database."""

import os

os.environ.setdefault("DATABASE_URL", "postgres://nobody@localhost/none")

from .test import *  # noqa: F403
