"""Holds the answers of the sample company: from Reactive to Proactive, with setbacks."""

EARLIER_QUARTERS = 4
"""The number of quarters that answer the earlier version."""
EARLIER_KEY, LATER_KEY = "tool_inventory", "tool_usage"
"""The keys of the statement that differs: first on a list of tools, later on how they are used."""
EARLIER_TEXTS = {
    "en": "We keep a list of all the tools we pay for.",
    "it": "Teniamo un elenco di tutti gli strumenti che paghiamo.",
    "fr": "Nous tenons une liste de tous les outils que nous payons.",
    "es": "Llevamos una lista de todas las herramientas que pagamos.",
    "de": "Wir führen eine Liste aller Werkzeuge, für die wir bezahlen.",
    "pt-br": "Mantemos uma lista de todas as ferramentas que pagamos.",
}
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
NOTES = {
    3: {
        "documentation": "Procedures for the ten most frequent tickets are written.",
        "upsell": "Nobody owns this yet.",
    },
    6: {
        "client_onboarding": "Checklist in the PSA since April; used for all five new clients.",
        "business_reviews": "Two QBRs fell through because of holidays.",
        "routine_automation": "Patching is automatic for servers, not for laptops.",
    },
    7: {
        "client_onboarding": "Offboarding follows the checklist too now.",
        "sla_performance": "96 % of tickets within the SLA, three months in a row.",
        "business_reviews": "QBRs are booked for the whole year with the twelve largest clients.",
        "financial_metrics": "Churn is counted, profitability per client is not.",
        "pricing_review": "Planned for January.",
    },
}
