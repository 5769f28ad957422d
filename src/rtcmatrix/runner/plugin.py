"""The pytest plugin: cells, fixtures and outcomes."""
