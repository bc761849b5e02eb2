"""Holds users, companies (accounts) and memberships, and tells whose data a request may see."""
