"""What is known of one probe while it runs, and the evidence that it comes to. Talks to nobody."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from rtcmatrix.model import Artifact, ConsoleMessage, Evidence, Fault, Json


@dataclass(kw_only=True)
class Account:
    """Opened when a probe is begun, closed by making evidence of it."""

    probe: str
    address: str
    attempt: int
    lanes: int
    stage: str | None = None
    repeat: int = 0
    pictures: list[Artifact] = field(default_factory=list)
    """Of the browser's face, taken on the way."""
    recordings: list[Artifact] = field(default_factory=list)
    """What the browser recorded, handed over on the way."""
    began: float = field(default_factory=time.monotonic)
    started_at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="milliseconds"))
    user_agent: str | None = None
    """Said by the page with its first words: None until it has loaded."""
    record: dict[str, Json] | None = None
    """What the page says at its end."""
    partial: dict[str, Json] = field(default_factory=dict)
    """The facts that the page has reported on the way."""
    step: str | None = None
    """What the page said it does next."""
    fault: Fault | None = None
    message: str | None = None
    browser_died: bool = False
    hung: bool = False
    console: list[ConsoleMessage] = field(default_factory=list)

    def fail(self, fault: Fault, message: str) -> None:
        """Note what was seen from outside; it counts more than what the page says of itself."""
        self.fault = fault
        self.message = message

    def report(self, facts: dict[str, Json], step: str | None) -> None:
        """Note what a page reports on the way, so that it outlives the page."""
        self.partial |= facts
        self.step = self.step if step is None else step

    @property
    def ended(self) -> bool:
        """Whether nothing more can come."""
        return self.record is not None or self.fault is not None

    @property
    def outcome(self) -> Fault | None:
        """The fault of an ended probe, seen from outside or said by its page; a record of no known form is our own."""
        if self.fault is not None or self.record is None:
            return self.fault or Fault.ERROR
        said = self.record.get("fault")
        if said is not None:
            return Fault(said) if said in tuple(Fault) else Fault.ERROR
        whole = isinstance(self.record.get("facts"), dict) or self.record.get("unsupported") is not None
        return None if whole else Fault.ERROR

    @property
    def why_not(self) -> str | None:
        """Why an ended probe gave no facts, for whoever waits for them; None where it gave some."""
        if self.outcome is not None:
            return str(self.message or (self.record or {}).get("message") or self.outcome)
        lacking = (self.record or {}).get("unsupported")
        return None if lacking is None else f"not supported: {lacking}"

    def to_evidence(self, artifacts: tuple[Artifact, ...]) -> Evidence:
        """Close the account."""
        record: dict[str, Any] = self.record or {}
        fault = self.outcome
        facts, unsupported = record.get("facts"), record.get("unsupported")
        message = self.message or record.get("message") or f"the probe ended with no facts but {str(facts)[:200]!r}"
        step = self._last_step(record)
        stack = {"stack": record["stack"]} if record.get("stack") else {}
        return Evidence(
            probe=self.probe,
            browser=self.address,
            facts=facts if fault is None and unsupported is None else None,
            metrics=_mapping(record.get("metrics")),
            notes=_mapping(record.get("notes")) | stack,
            unsupported=str(unsupported) if unsupported is not None and fault is None else None,
            fault=fault,
            message=None if fault is None else f"{message}{_in_step(step)}",
            console=tuple(self.console),
            artifacts=(*self.pictures, *self.recordings, *artifacts),
            started_at=self.started_at,
            duration=round(time.monotonic() - self.began, 3),
            attempt=self.attempt,
            lanes=self.lanes,
            stage=self.stage,
            repeat=self.repeat,
            partial={} if fault is None else self.partial | _mapping(record.get("partial")),
            step=None if fault is None else step,
        )

    def _last_step(self, record: dict[str, Any]) -> str | None:
        said = record.get("step")
        return said if isinstance(said, str) else self.step


def _in_step(step: str | None) -> str:
    """Name the step in which a probe failed, behind its message."""
    return "" if step is None else f' (in the step "{step}")'


def _mapping(value: Json) -> dict[str, Json]:
    """Give what a page calls metrics or notes, or nothing where it is none."""
    return dict(value) if isinstance(value, dict) else {}
