"""The page of calls between browsers."""
