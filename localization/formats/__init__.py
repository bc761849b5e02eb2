"""Holds the formats of Django's own dates, in the admin and in forms, where Django's differ from ours."""
