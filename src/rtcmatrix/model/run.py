"""Define a recorded run."""

from __future__ import annotations

from dataclasses import dataclass, field

from rtcmatrix.model.browser import BrowserSpec, Provenance, Unavailable
from rtcmatrix.model.evidence import Evidence
from rtcmatrix.model.result import Check, Result


@dataclass(frozen=True, kw_only=True)
class Timing:
    """How long the parts of a run took: seconds, summed over workers except for ``wall``."""

    wall: float = 0.0
    starting: float = 0.0
    """From requesting a session until it could run a probe."""
    gathering: float = 0.0
    """Running probes, summed over lanes."""
    waiting: float = 0.0
    """Checks waiting for evidence."""
    judging: float = 0.0
    reporting: float = 0.0
    confirming: float = 0.0
    """Gathering unexpected results again, alone: wall-clock seconds."""


@dataclass(frozen=True, kw_only=True)
class Selection:
    """The plan: which checks a run selected in some columns. Columns with the same checks share one."""

    browsers: tuple[str, ...]
    """Addresses."""
    checks: tuple[str, ...]
    """Check ids."""


@dataclass(frozen=True, kw_only=True)
class Reuse:
    """What a column took from an earlier run instead of gathering it again."""

    browser: str
    """Address of a browser or pair."""
    run: str
    """Id of the earlier run."""
    started_at: str
    """When that run was started."""
    results: int
    """Number of selected checks."""
    reused: int
    """How many of them are judged on evidence of that run."""
    again: dict[str, int] = field(default_factory=dict)
    """Why the others were gathered again -> number of checks."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One of the runs that were merged into a run."""

    run: str
    """Its id."""
    name: str
    """The name of its folder or file."""
    complete: bool
    """False if it was interrupted or killed."""


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
    """False if the run was interrupted or killed."""
    revision: str | None = None
    """Git revision of the matrix' folder."""
    matrix_digest: str = ""
    host: str = ""
    """Operating system, machine and number of cores; no host name."""
    browsers: tuple[BrowserSpec, ...] = ()
    """The requested columns, in the order of the matrix, including unavailable ones."""
    compare: tuple[tuple[str, str], ...] = ()
    """Pairs (reference, other) that the report shows, by address."""
    unpaired: tuple[str, ...] = ()
    """Addresses of browsers to be compared by milestone for which no other browser has the same one."""
    unavailable: tuple[Unavailable, ...] = ()
    provenances: tuple[Provenance, ...] = ()
    starts: dict[str, int] = field(default_factory=dict)
    """Address -> number of sessions started."""
    checks: tuple[Check, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    results: tuple[Result, ...] = ()
    timing: Timing = field(default_factory=Timing)
    confirm: int = 0
    """Maximum number of times that an unexpected result was gathered again before it was reported; 0 if none was."""
    selected: tuple[Selection, ...] = ()
    """The plan: the selected cells. Empty if not recorded: the run comes from an older rtcmatrix or another tool, or
    was killed before pytest had collected the checks."""
    parts: tuple[Part, ...] = ()
    """The runs that were merged into this one; empty if it was not merged."""
    repeat: int = 1
    """How often each probe is gathered, without confirming."""
    reuse: tuple[Reuse, ...] = ()
    """What was taken from an earlier run (``run --reuse``): one for each column; empty if nothing was to be reused."""
