"""The composition root: settings, addresses, processes. Nothing below imports it."""
