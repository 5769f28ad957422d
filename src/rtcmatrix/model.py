"""The values that pass between the stages: frozen, keyword-only, JSON-ready; nothing here does anything.

Every field that crosses a process or reaches a file is a plain type (str, int, float, bool, None, list, dict) or
another of these classes; ``rtcmatrix.runs.codec`` turns them into JSON and back. Times are ISO 8601 in UTC, durations
are seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Json = Any
"""A JSON value. (An alias, not a recursive type: observations are as deep as a probe makes them.)"""


class Status(StrEnum):
    """What happened in one cell, in the words of web-platform-tests. Every status but PASS carries a message."""

    PASS = "PASS"  # noqa: S105 - a status, not a password
    FAIL = "FAIL"
    PRECONDITION_FAILED = "PRECONDITION_FAILED"
    """The browser lacks what the probe needs; shown as "not supported"."""
    TIMEOUT = "TIMEOUT"
    CRASH = "CRASH"
    ERROR = "ERROR"
    """Our own fault; never shown as a browser's failure."""
    SKIP = "SKIP"


class Outcome(StrEnum):
    """Whether what happened was expected."""

    EXPECTED = "expected"
    UNEXPECTED = "unexpected"
    FLAKY = "flaky"
    SKIPPED = "skipped"


@dataclass(frozen=True, kw_only=True)
class BrowserSpec:
    """A browser that is wanted: one column, before anyone knows whether it can be had."""

    name: str
    """Key of the browsers room: ``chrome``, ``edge``, ``chromium``, ``firefox``."""
    selector: str
    """The channel or version as written: ``beta``, ``esr``, ``150``."""
    channel: str | None = None
    version: str | None = None
    """A version prefix (``150``, ``150.0.7871``); exactly one of channel and version is set."""
    provider: str = "auto"
    headless: bool = True
    flags: tuple[str, ...] = ()
    prefs: dict[str, bool | int | str] = field(default_factory=dict)
    required: bool = False
    binary: str | None = None
    driver: str | None = None

    @property
    def address(self) -> str:
        """How this browser is named everywhere: ``name:selector``."""
        return f"{self.name}:{self.selector}"


@dataclass(frozen=True, kw_only=True)
class Build:
    """A browser that can be started: what a provider found or brought."""

    name: str
    channel: str | None
    version: str
    """Full version as the binary tells it, ``156.0.8078.79``."""
    binary: str
    driver: str
    driver_version: str
    provider: str
    revision: str | None = None
    """What pins the build beyond its version: a package version with its sha256, a revision number."""
    environment: dict[str, str] = field(default_factory=dict)
    """Added to the driver's environment (``LD_LIBRARY_PATH`` of an unpacked build)."""


@dataclass(frozen=True, kw_only=True)
class Unavailable:
    """A browser that cannot be had here, in the words of each provider that was asked."""

    address: str
    reasons: tuple[tuple[str, str], ...]
    """(provider, its reason), in the order they were asked."""

    @property
    def reason(self) -> str:
        """One line for a report."""
        return "; ".join(f"{provider}: {reason}" for provider, reason in self.reasons)


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """What was launched, as opposed to what was asked for. One per column of a run."""

    address: str
    brand: str
    """Display name: ``Chromium``, ``Microsoft Edge``."""
    channel: str | None
    version: str
    """The version the started browser reports."""
    provider: str
    driver: str
    """Driver name and version, ``chromedriver 156.0.8078.79``."""
    revision: str | None = None
    user_agent: str = ""
    platform: str = ""
    """Operating system and machine, ``linux x86_64``."""
    headless: bool = True
    display: str | None = None
    flags: tuple[str, ...] = ()
    prefs: dict[str, bool | int | str] = field(default_factory=dict)
    devices: str = ""
    """What stood in for cameras and microphones: ``browser's fake devices``, ``real``, a file."""
    capabilities: dict[str, Json] = field(default_factory=dict)
    """The session capabilities the browser reported, without ids, paths and ports."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """One statement about what a browser should do: metadata of a pytest function in ``suites/``."""

    id: str
    """``<suite>/<name>``: file stem and function name without ``test_``."""
    title: str
    """First line of the function's docstring."""
    probe: str
    """Path below ``pages/probes``, ``getusermedia/devices.js``."""
    spec: str
    """URL of the section of the specification that settles it."""
    harness: str = "probe"
    features: tuple[str, ...] = ()
    """browser-compat-data paths, where there are any."""
    peers: int = 1
    timeout: float | None = None
    version: str = ""
    """Hash of the probe's text and the function's source; unlike versions are never set against each other."""
    why: str = ""
    """The rest of the docstring: why a product would care."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One check in one browser."""

    check: str
    browser: str
    """Address, ``chromium:150``."""

    @property
    def id(self) -> str:
        """``<check>@<browser>``."""
        return f"{self.check}@{self.browser}"


class Fault(StrEnum):
    """Why a probe gave no observations, other than by saying that the browser lacks something."""

    EXCEPTION = "exception"
    """The probe threw: something it relies on failed in this browser."""
    TIMEOUT = "timeout"
    CRASH = "crash"
    ERROR = "error"
    """Our own fault."""


@dataclass(frozen=True, kw_only=True)
class ConsoleMessage:
    """A console message, page error, unhandled rejection or browser report (deprecation, intervention)."""

    level: str
    """``log``, ``info``, ``warn``, ``error``, ``debug``, ``page-error``, ``rejection``, ``report``."""
    text: str


PICTURE = "picture "
"""What the name of an artifact begins with that shows the face of a browser, as a person sees it."""


@dataclass(frozen=True, kw_only=True)
class Artifact:
    """A file kept with a run."""

    name: str
    """``screenshot``, ``driver-log``; PICTURE and the probe's name for it."""
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

    @property
    def id(self) -> str:
        """``<probe>@<browser>``."""
        return f"{self.probe}@{self.browser}"


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a check said of the evidence of one cell."""

    check: str
    browser: str
    status: Status
    message: str | None = None
    outcome: Outcome = Outcome.EXPECTED
    known: str | None = None
    """Where a known difference decided the outcome: ``suites/known-differences.yaml:12 https://crbug.com/1``."""
    duration: float = 0.0

    @property
    def cell(self) -> Cell:
        """The cell this is the result of."""
        return Cell(check=self.check, browser=self.browser)


@dataclass(frozen=True, kw_only=True)
class KnownDifference:
    """A person's statement that a browser is known not to do as the check says."""

    checks: tuple[str, ...]
    """Patterns over check ids."""
    browsers: tuple[str, ...]
    """Patterns over addresses."""
    expected: Status
    bug: str
    """URL of a bug or another source."""
    reason: str
    expires: str | None = None
    line: int = 0
    file: str = ""


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Where the time of a run went: seconds, added up over workers, but for ``wall``."""

    wall: float = 0.0
    starting: float = 0.0
    """From asking for a session until it could take a probe."""
    gathering: float = 0.0
    """Probes at work, summed over lanes."""
    waiting: float = 0.0
    """Checks waiting for evidence."""
    judging: float = 0.0
    reporting: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Run:
    """A recorded run: everything a report or a comparison needs."""

    id: str
    format: int
    tool: str
    """``rtcmatrix 0.1.0``."""
    started_at: str
    finished_at: str | None = None
    complete: bool = False
    """False where the run was interrupted or killed."""
    revision: str | None = None
    """Git revision of the matrix' folder."""
    matrix_digest: str = ""
    host: str = ""
    """Operating system, machine and number of cores; no host name."""
    browsers: tuple[BrowserSpec, ...] = ()
    """The columns asked for, in the order of the matrix, the unavailable ones included."""
    compare: tuple[tuple[str, str], ...] = ()
    """Pairs (reference, other) that the report shows, by address."""
    unavailable: tuple[Unavailable, ...] = ()
    provenances: tuple[Provenance, ...] = ()
    starts: dict[str, int] = field(default_factory=dict)
    """Address -> how many sessions were started."""
    checks: tuple[Check, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    results: tuple[Result, ...] = ()
    timing: Timing = field(default_factory=Timing)


class Level(StrEnum):
    """Where a difference shows."""

    STATUS = "status"
    FACT = "fact"
    METRIC = "metric"


class Kind(StrEnum):
    """What sort of difference it is."""

    NEWLY_PASSING = "newly-passing"
    NEWLY_FAILING = "newly-failing"
    CHANGED = "changed"
    ONLY_HERE = "only-here"
    """There before, not there after."""
    ONLY_THERE = "only-there"
    """Not there before, there after."""
    CHECK_CHANGED = "check-changed"
    CHECK_ADDED = "check-added"
    CHECK_REMOVED = "check-removed"
    PROVENANCE = "provenance"


@dataclass(frozen=True, kw_only=True)
class ListChange:
    """How a list of a fact changed, item by item; its order is meaning (codec order is preference order)."""

    added: tuple[Json, ...] = ()
    removed: tuple[Json, ...] = ()
    moved: tuple[Json, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that differs between two columns."""

    subject: str
    """The check id (level status) or the probe (level fact)."""
    before_browser: str
    after_browser: str
    level: Level
    kind: Kind
    path: str = ""
    """Where in the facts, ``settings.width`` or ``codecs[2].mimeType``; empty for a status."""
    before: Json = None
    after: Json = None
    items: ListChange | None = None
    """Set where both sides are lists."""
    cause: str | None = None
    """brand, channel, version, platform, flags: where the provenance can tell; None where it cannot."""
