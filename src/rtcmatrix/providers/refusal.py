"""Define the exception of a provider that does not have a build."""

from __future__ import annotations


class NotProvided(Exception):  # noqa: N818 - not an error: the next provider is tried
    """Raised if a provider does not have the build; ``reason`` states why in one line."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = " ".join(reason.split())
