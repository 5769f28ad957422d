"""The page of one check: its result and its facts in every column."""
