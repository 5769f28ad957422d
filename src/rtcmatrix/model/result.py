"""Checks, what they say of evidence, and whether that was expected."""

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
    """Our own fault; never shown as a browser's failure."""
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
"""From the best to the worst. ERROR says nothing of the browser, so that a crash of it is worse."""


class Outcome(StrEnum):
    """Whether what happened was expected."""

    EXPECTED = "expected"
    UNEXPECTED = "unexpected"
    FLAKY = "flaky"
    SKIPPED = "skipped"


@dataclass(frozen=True, kw_only=True)
class Check:
    """One statement about what a browser should do: metadata of a pytest function in ``suites/``."""

    id: str
    """``<suite>/<name>``: file stem and function name without ``test_``."""
    title: str
    """First line of the function's docstring."""
    probe: str
    """Path below ``pages/probes``, ``media_devices/devices.js``."""
    spec: str
    """URL of the section of the specification that demands it."""
    basis: str = ""
    """"MUST" where the specification demands it of every browser; empty for a check of somebody's own product."""
    harness: str = "probe"
    features: tuple[str, ...] = ()
    """browser-compat-data paths, where there are any."""
    peers: int = 1
    timeout: float | None = None
    version: str = ""
    """Hash of the probe's modules, the function and the helpers and constants it uses; unlike versions are never
    compared."""
    why: str = ""
    """The rest of the docstring: why a product would care."""
    imported: dict[str, Json] = field(default_factory=dict)
    """Of a check of a ``wptreport.json``, ``test``, ``subsuite`` and ``name`` where the id does not give them."""


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
    """Where a known difference is written, and what it says of a check."""

    file: str
    line: int
    bug: str
    """URL."""
    status: Status | None = None
    """The status that is expected."""


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
    repeats: tuple[Status, ...] = ()
    """What each repeat came to, the first included, where the probe was gathered more than once."""
    imported: dict[str, Json] = field(default_factory=dict)
    """Of a result read from a ``wptreport.json``, its fields (``status``, ``message``, ``expected``, ...) as they stand
    there, where the other fields of this class do not give them."""
    stated: Stated | None = None
    """The known difference that decided the outcome, in parts; None where none did, and in runs of earlier versions."""

    @property
    def cell(self) -> Cell:
        """The cell this is the result of."""
        return Cell(check=self.check, browser=self.browser)


@dataclass(frozen=True, kw_only=True)
class KnownDifference:
    """A person's statement of what a browser is known to do: the status of checks, or the value of facts."""

    browsers: tuple[str, ...]
    """Patterns over addresses."""
    bug: str
    """URL of a bug or another source."""
    reason: str
    checks: tuple[str, ...] = ()
    """Patterns over check ids; set with ``expected``."""
    facts: tuple[str, ...] = ()
    """Patterns ``<probe>:<path of the fact>``; set with ``value`` or ``absent``."""
    versions: str | None = None
    """Of the browser that was launched, as ``>=150,<156``; None for every version."""
    expected: Status | None = None
    value: Json = None
    """What the facts are there; null is a value."""
    absent: bool = False
    """The facts are not there at all."""
    expires: str | None = None
    """The last day on which the statement counts, ``2027-01-31``."""
    line: int = 0
    file: str = ""

    @property
    def place(self) -> str:
        """Where it is written, with its source: ``suites/known-differences.yaml:12 https://crbug.com/1``."""
        return f"{self.file}:{self.line} {self.bug}"
