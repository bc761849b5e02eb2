"""Declares the signals that tell the apps above of events in accounts."""

from django.dispatch import Signal

# A user has created the account of their company.
# Sent with request, user and account, inside the transaction that creates it.
account_made = Signal()

# Somebody has sent a valid form of sign-up, whether the address has an account or not.
# Sent with request and email, before anything is stored.
sign_up_sent = Signal()

# A user has signed up or given the right password, but must confirm the e-mail address before
# signing in. Sent with request and user; user is None where a sign-up named an address that is
# confirmed already: nothing is held then, but what was held for another address is so no more.
held_for_verification = Signal()
