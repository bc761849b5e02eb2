"""The questionnaire, the answers to it, and what they score."""
