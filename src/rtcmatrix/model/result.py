"""Define checks, their results and outcomes, and known differences."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from rtcmatrix.model.json import Json


class Status(StrEnum):
    """What happened in one cell, in the words of web-platform-tests. Every status but PASS carries a message."""

    PASS = "PASS"  # noqa: S105 - a status, not a password
    FAIL = "FAIL"
    PRECONDITION_FAILED = "PRECONDITION_FAILED"
    """The browser lacks what the probe needs; shown as "not supported"."""
    TIMEOUT = "TIMEOUT"
    CRASH = "CRASH"
    ERROR = "ERROR"
    """An error in rtcmatrix or its content; never shown as a failure of the browser."""
    SKIP = "SKIP"


BY_SEVERITY = (
    Status.PASS,
    Status.SKIP,
    Status.PRECONDITION_FAILED,
    Status.FAIL,
    Status.TIMEOUT,
    Status.ERROR,
    Status.CRASH,
)
"""From best to worst. ERROR says nothing about the browser, so CRASH is worse."""


class Outcome(StrEnum):
    """Whether a status was expected."""

    EXPECTED = "expected"
    UNEXPECTED = "unexpected"
    FLAKY = "flaky"
    SKIPPED = "skipped"


@dataclass(frozen=True, kw_only=True)
class Check:
    """One statement about what a browser must do: metadata of a pytest function in ``suites/``."""

    id: str
    """``<suite>/<name>``: file stem and function name without ``test_``."""
    title: str
    """First line of the function's docstring."""
    probe: str
    """Path below ``pages/probes``, ``media_devices/devices.js``."""
    spec: str
    """URL of the section of the specification that requires it."""
    basis: str = ""
    """"MUST" if the specification requires it of every browser; empty for a check of your own product."""
    harness: str = "probe"
    features: tuple[str, ...] = ()
    """browser-compat-data paths, if any."""
    peers: int = 1
    timeout: float | None = None
    version: str = ""
    """Hash of the modules of the probe, the function, and the functions and constants it uses; results with different
    versions are never compared."""
    why: str = ""
    """The rest of the docstring: the effect on a product."""
    imported: dict[str, Json] = field(default_factory=dict)
    """For a check of a ``wptreport.json``: ``test``, ``subsuite`` and ``name``, if they do not follow from the id."""


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


@dataclass(frozen=True, kw_only=True)
class Stated:
    """The place of a known difference, and the status that it states for a check."""

    file: str
    line: int
    bug: str
    """URL."""
    status: Status | None = None
    """The status that is expected."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """The verdict of a check on the evidence of one cell."""

    check: str
    browser: str
    status: Status
    message: str | None = None
    outcome: Outcome = Outcome.EXPECTED
    known: str | None = None
    """The known difference that decided the outcome: ``suites/known-differences.yaml:12 https://crbug.com/1``."""
    duration: float = 0.0
    repeats: tuple[Status, ...] = ()
    """The status of each repeat, the first included, if the probe was gathered more than once."""
    imported: dict[str, Json] = field(default_factory=dict)
    """For a result read from a ``wptreport.json``: its fields (``status``, ``message``, ``expected``, ...), if they do
    not follow from the other fields of this class."""
    stated: Stated | None = None
    """The known difference that decided the outcome, in parts; None if none did, and in runs of earlier versions."""

    @property
    def cell(self) -> Cell:
        """The cell of this result."""
        return Cell(check=self.check, browser=self.browser)


@dataclass(frozen=True, kw_only=True)
class KnownDifference:
    """A documented behavior of a browser: the status of checks, or the value of facts."""

    browsers: tuple[str, ...] = ()
    """Patterns of addresses; empty if ``engine`` is set."""
    engine: str | None = None
    """Name of an engine, ``chromium``: the entry applies to every browser that is built on it."""
    bug: str
    """URL of a bug or another source."""
    reason: str
    checks: tuple[str, ...] = ()
    """Patterns of check ids; set with ``expected``."""
    facts: tuple[str, ...] = ()
    """Patterns ``<probe>:<path of the fact>``; set with ``value`` or ``absent``."""
    versions: str | None = None
    """Versions of the launched browser, ``>=150,<156``; None for every version. With an engine: its milestones."""
    expected: Status | None = None
    value: Json = None
    """The value of the facts; null is a value."""
    absent: bool = False
    """Whether the facts are absent."""
    expires: str | None = None
    """The last day on which the statement applies, ``2027-01-31``."""
    line: int = 0
    file: str = ""

    @property
    def place(self) -> str:
        """File and line with the source: ``suites/known-differences.yaml:12 https://crbug.com/1``."""
        return f"{self.file}:{self.line} {self.bug}"
