"""A whole recorded run."""

from __future__ import annotations

from dataclasses import dataclass, field

from rtcmatrix.model.browser import BrowserSpec, Provenance, Unavailable
from rtcmatrix.model.evidence import Evidence
from rtcmatrix.model.result import Check, Result


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
    confirming: float = 0.0
    """Gathering again, alone, what was unexpected: seconds of wall-clock time."""


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Which checks a run selected in some columns: its plan. Columns with the same checks share one."""

    browsers: tuple[str, ...]
    """Addresses."""
    checks: tuple[str, ...]
    """Check ids."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One of the runs that a merged run was made of."""

    run: str
    """Its id."""
    name: str
    """The name of its folder or file."""
    complete: bool
    """False where it was interrupted or killed."""


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
    unpaired: tuple[str, ...] = ()
    """Browsers that were to be compared by milestone, but no other one is of theirs, by address."""
    unavailable: tuple[Unavailable, ...] = ()
    provenances: tuple[Provenance, ...] = ()
    starts: dict[str, int] = field(default_factory=dict)
    """Address -> how many sessions were started."""
    checks: tuple[Check, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    results: tuple[Result, ...] = ()
    timing: Timing = field(default_factory=Timing)
    confirm: int = 0
    """How often, at most, each unexpected result was gathered again before it was reported; 0 where none was."""
    selected: tuple[Selection, ...] = ()
    """The plan: which cells were to be judged. Empty where the run did not say: recorded by an older rtcmatrix, not
    gathered by it, or killed before pytest had collected the checks."""
    parts: tuple[Part, ...] = ()
    """The runs that a merged run was made of; empty where it was not merged."""
