"""Ground floor: who signs in, which company (account) they belong to, and whose data something is."""
