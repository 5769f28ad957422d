"""What a browser did in a probe."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from rtcmatrix.model.json import Json


class Fault(StrEnum):
    """Why a probe gave no observations, other than by saying that the browser lacks something."""

    EXCEPTION = "exception"
    """The probe threw what the browser's API threw: something it relies on failed in this browser."""
    TIMEOUT = "timeout"
    CRASH = "crash"
    ERROR = "error"
    """Our own fault, that of the probe's own code too."""


@dataclass(frozen=True, kw_only=True)
class ConsoleMessage:
    """A console message, page error, unhandled rejection or browser report (deprecation, intervention)."""

    level: str
    """``log``, ``info``, ``warn``, ``error``, ``debug``, ``page-error``, ``rejection``, ``report``."""
    text: str


PICTURE = "picture "
"""What the name of an artifact begins with that shows the face of a browser, as a person sees it."""


RECORDING = "recording "
"""What the name of an artifact begins with that a browser recorded."""


@dataclass(frozen=True, kw_only=True)
class Artifact:
    """A file kept with a run."""

    name: str
    """``screenshot``, ``driver-log``; PICTURE or RECORDING and the probe's name for it."""
    path: str
    """Relative to the run's folder, with ``/``."""
    media_type: str


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What one browser did in one probe. Gathered once, judged and compared as often as wanted."""

    probe: str
    browser: str
    facts: dict[str, Json] | None = None
    """Compared exactly. None where the probe came to no end."""
    metrics: dict[str, Json] = field(default_factory=dict)
    notes: dict[str, Json] = field(default_factory=dict)
    unsupported: str | None = None
    """What the browser lacks (``RTCRtpScriptTransform``), said by the probe itself."""
    fault: Fault | None = None
    message: str | None = None
    """Set with fault: what happened, for a person."""
    console: tuple[ConsoleMessage, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    started_at: str = ""
    duration: float = 0.0
    attempt: int = 1
    lanes: int = 1
    """How many probes this browser was gathering at most at the same time."""
    stage: str | None = None
    """What the browser had around it where that was not the usual: ``screen``, ``files``."""
    repeat: int = 0
    """0 the first time a probe is gathered in a run, then 1, 2, ...: what differs between them is noise."""
    partial: dict[str, Json] = field(default_factory=dict)
    """The facts that a probe reported before its fault. Kept for people: neither judged nor compared."""
    step: str | None = None
    """Set with fault, where the probe names its steps: the one it was in."""

    @property
    def id(self) -> str:
        """``<probe>@<browser>``; the repeats of one share it."""
        return f"{self.probe}@{self.browser}"
