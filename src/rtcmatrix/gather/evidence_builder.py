"""Collect what is known about a probe while it runs, and build its evidence. Does no I/O."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from rtcmatrix.model import Artifact, ConsoleMessage, Evidence, Fault, Json


@dataclass(kw_only=True)
class EvidenceBuilder:
    """Created when a probe starts; ``build`` turns it into evidence when the probe has ended."""

    probe: str
    address: str
    attempt: int
    lanes: int
    stage: str | None = None
    repeat: int = 0
    pictures: list[Artifact] = field(default_factory=list)
    """Screenshots of the display that the probe requested."""
    recordings: list[Artifact] = field(default_factory=list)
    """Media files that the page recorded and uploaded."""
    started: float = field(default_factory=time.monotonic)
    started_at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="milliseconds"))
    user_agent: str | None = None
    """From the page's first message; None until the page has loaded."""
    record: dict[str, Json] | None = None
    """The page's last message: observations, or why there are none."""
    partial: dict[str, Json] = field(default_factory=dict)
    """Facts that the page reported while the probe ran."""
    step: str | None = None
    """The step that the page reported last."""
    fault: Fault | None = None
    message: str | None = None
    browser_died: bool = False
    unresponsive: bool = False
    console: list[ConsoleMessage] = field(default_factory=list)

    def fail(self, fault: Fault, message: str) -> None:
        """Set a fault observed from outside the page; it overrides the page's record."""
        self.fault = fault
        self.message = message

    def report(self, facts: dict[str, Json], step: str | None) -> None:
        """Add facts reported while the probe runs, so that they survive a crash of the page."""
        self.partial |= facts
        self.step = self.step if step is None else step

    @property
    def ended(self) -> bool:
        """Whether the probe has ended: by a record or by a fault."""
        return self.record is not None or self.fault is not None

    @property
    def outcome(self) -> Fault | None:
        """The fault of an ended probe, observed from outside or named by its page. A malformed record is an ERROR."""
        if self.fault is not None or self.record is None:
            return self.fault or Fault.ERROR
        named = self.record.get("fault")
        if named is not None:
            return Fault(named) if named in tuple(Fault) else Fault.ERROR
        well_formed = isinstance(self.record.get("facts"), dict) or self.record.get("unsupported") is not None
        return None if well_formed else Fault.ERROR

    @property
    def failure_reason(self) -> str | None:
        """Why an ended probe returned no facts, for the other page of its pair; None if it returned some."""
        if self.outcome is not None:
            return str(self.message or (self.record or {}).get("message") or self.outcome)
        missing_api = (self.record or {}).get("unsupported")
        return None if missing_api is None else f"not supported: {missing_api}"

    def build(self, artifacts: tuple[Artifact, ...]) -> Evidence:
        """Build the evidence of an ended probe."""
        record: dict[str, Any] = self.record or {}
        fault = self.outcome
        facts, unsupported = record.get("facts"), record.get("unsupported")
        message = self.message or record.get("message") or f"the probe returned no facts but {str(facts)[:200]!r}"
        step = self._last_step(record)
        stack = {"stack": record["stack"]} if record.get("stack") else {}
        return Evidence(
            probe=self.probe,
            browser=self.address,
            facts=facts if fault is None and unsupported is None else None,
            metrics=_dict_or_empty(record.get("metrics")),
            notes=_dict_or_empty(record.get("notes")) | stack,
            unsupported=str(unsupported) if unsupported is not None and fault is None else None,
            fault=fault,
            message=None if fault is None else f"{message}{_step_suffix(step)}",
            console=tuple(self.console),
            artifacts=(*self.pictures, *self.recordings, *artifacts),
            started_at=self.started_at,
            duration=round(time.monotonic() - self.started, 3),
            attempt=self.attempt,
            lanes=self.lanes,
            stage=self.stage,
            repeat=self.repeat,
            partial={} if fault is None else self.partial | _dict_or_empty(record.get("partial")),
            step=None if fault is None else step,
        )

    def _last_step(self, record: dict[str, Any]) -> str | None:
        recorded = record.get("step")
        return recorded if isinstance(recorded, str) else self.step


def _step_suffix(step: str | None) -> str:
    """Format the step in which a probe failed, to append to its message."""
    return "" if step is None else f' (in the step "{step}")'


def _dict_or_empty(value: Json) -> dict[str, Json]:
    """Return the metrics or notes of a record, or an empty dict if the page sent something else."""
    return dict(value) if isinstance(value, dict) else {}
