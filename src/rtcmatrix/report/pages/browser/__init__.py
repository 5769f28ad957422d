"""The page of one column: the evidence of each probe."""
