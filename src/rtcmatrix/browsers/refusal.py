"""Define the exception for what a browser's automation does not support."""

from __future__ import annotations


class NotSupportedByBrowser(Exception):  # noqa: N818 - not an error: a probe catches it and continues
    """Raised if this browser's automation does not support a request; the message names it."""
