"""The status of a probe in a browser, as text that is equal for equal statuses. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rtcmatrix.model import Evidence


def probe_status(evidence: Evidence) -> str:
    """Return how a probe ended, without the message, which may contain times."""
    if evidence.unsupported is not None:
        return f"not supported: {evidence.unsupported}"
    return evidence.fault.value if evidence.fault else "observed"
