"""The page of two compared columns: differing facts, checks, metrics and screenshots."""
