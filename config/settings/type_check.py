"""Names a database for mypy, which reads models and settings and never connects to one."""

import os

os.environ.setdefault("DATABASE_URL", "postgres://nobody@localhost/none")

from .test import *  # noqa: F403
