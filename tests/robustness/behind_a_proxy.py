"""Defines the settings of a server behind one proxy, as production has them."""

from config.settings.test import *  # noqa: F403

ALLAUTH_TRUSTED_PROXY_COUNT = 1
