"""The page over time: each browser, run by run."""
