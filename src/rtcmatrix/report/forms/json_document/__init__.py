"""The report as one JSON document, for programs."""
