"""How a browser says that it cannot be asked for something."""

from __future__ import annotations


class NotSupportedByBrowser(Exception):  # noqa: N818 - not an error: a probe hears it and goes on
    """This browser's automation has no way to do what was asked; the message names it."""
