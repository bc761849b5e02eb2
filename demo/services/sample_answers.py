"""Holds the answers of the sample company: from Reactive to Proactive, with setbacks."""

EARLIER_QUARTERS = 4
"""The number of quarters that answer the earlier version."""
EARLIER_KEY, LATER_KEY = "tool_inventory", "tool_usage"
"""The keys of the statement that differs: first on a list of tools, later on how they are used."""
DEFAULT_ANSWER = 3
"""The answer to statements beyond the twenty that the sample has answers to."""

# A line for each quarter, the oldest first; five answers for each section.
QUARTERS = [
    "22122 21121 32221 23211",
    "23222 22132 32222 23221",
    "33222 32233 33222 24221",
    "33333 32233 43322 34222",
    "34333 33322 43333 34222",
    "44344 33333 44333 34222",
    "44444 42332 34443 34223",
    "55544 43333 44443 34222",
]
