"""Every write of the translations."""
