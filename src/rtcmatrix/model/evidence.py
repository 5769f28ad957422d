"""Define evidence: what a browser did in a probe."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from rtcmatrix.model.json import Json


class Fault(StrEnum):
    """Why a probe returned no observations, other than that the browser lacks a feature."""

    EXCEPTION = "exception"
    """The probe threw an exception of a browser API: something that it relies on failed in this browser."""
    TIMEOUT = "timeout"
    CRASH = "crash"
    ERROR = "error"
    """An error in rtcmatrix or in the code of the probe."""


@dataclass(frozen=True, kw_only=True)
class ConsoleMessage:
    """A console message, page error, unhandled rejection or browser report (deprecation, intervention)."""

    level: str
    """``log``, ``info``, ``warn``, ``error``, ``debug``, ``page-error``, ``rejection``, ``report``."""
    text: str


PICTURE = "picture "
"""Prefix of the name of an artifact that shows the user interface of a browser."""


RECORDING = "recording "
"""Prefix of the name of an artifact that a browser recorded."""


@dataclass(frozen=True, kw_only=True)
class Artifact:
    """A file kept with a run."""

    name: str
    """``screenshot``, ``driver-log``; PICTURE or RECORDING and the probe's name for it."""
    path: str
    """Relative to the folder of the run, with ``/``."""
    media_type: str


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What one browser did in one probe. Gathered once, judged and compared any number of times."""

    probe: str
    browser: str
    facts: dict[str, Json] | None = None
    """Compared exactly. None if the probe did not end."""
    metrics: dict[str, Json] = field(default_factory=dict)
    notes: dict[str, Json] = field(default_factory=dict)
    unsupported: str | None = None
    """The feature that the browser lacks (``RTCRtpScriptTransform``), as the probe reports it."""
    fault: Fault | None = None
    message: str | None = None
    """Set with fault: what happened."""
    console: tuple[ConsoleMessage, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    started_at: str = ""
    duration: float = 0.0
    attempt: int = 1
    lanes: int = 1
    """The maximum number of probes that ran in this browser at the same time."""
    stage: str | None = None
    """The stage of the session, if it was not the usual one: ``screen``, ``files``."""
    repeat: int = 0
    """0 for the first time that a run gathers a probe, then 1, 2, ...: differences between repeats are noise."""
    partial: dict[str, Json] = field(default_factory=dict)
    """The facts that a probe reported before its fault. Kept for reading: neither judged nor compared."""
    step: str | None = None
    """Set with fault, if the probe names its steps: the step that failed."""
    probe_version: str = ""
    """Hash of the probe and the modules that it imports; empty if not recorded."""
    tool_revision: str = ""
    """Hash of everything else that gathers: the sources of rtcmatrix that do, the page library, packages; empty if not
    recorded."""
    reused_from: str | None = None
    """Id of the run that gathered it, if this run took it from there. ``started_at`` is then the time in that run."""

    @property
    def id(self) -> str:
        """``<probe>@<browser>``; all repeats have the same id."""
        return f"{self.probe}@{self.browser}"
