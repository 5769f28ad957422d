"""Words and values of a report as text, without markup."""
