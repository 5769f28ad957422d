"""How a provider says that it cannot bring a browser."""

from __future__ import annotations


class NotProvided(Exception):  # noqa: N818 - not an error: a provider that has nothing is asked like any other
    """This provider has no such build here; ``reason`` says why in one line, for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = " ".join(reason.split())
