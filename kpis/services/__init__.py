"""Every write that is more than one row or has a rule: keyword-only functions, atomic."""
