"""Markdown for workflow summaries and comments on pull requests."""
