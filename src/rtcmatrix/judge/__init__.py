"""Turn evidence into results and outcomes: the check decorator, verdicts, known differences. Needs no browser."""
