"""Evidence -> Result -> Outcome: the check decorator, verdicts and known differences. Knows no browser."""
