"""Adapts allauth: its emails, checks, second factors and limits."""
