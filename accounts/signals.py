"""What happens down here that the rooms above may want to know of."""

from django.dispatch import Signal

account_made = Signal()
"""A user made their company's account. Sent with request, user and account, in the transaction that makes it."""

held_for_verification = Signal()
"""A user proved the password, and signing in waits for the address to be confirmed. Sent with request and user."""
