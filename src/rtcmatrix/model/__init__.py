"""Define the values that pass between the stages: frozen, keyword-only dataclasses without behavior, ready for JSON.

Every field that crosses a process or reaches a file is a plain type (str, int, float, bool, None, list, dict) or
another of these classes; ``rtcmatrix.runs.codec`` turns them into JSON and back. Times are ISO 8601 in UTC, durations
are in seconds.
"""

from rtcmatrix.model.browser import BrowserSpec, Build, Provenance, Unavailable
from rtcmatrix.model.difference import Difference, Kind, Level, ListChange, Shift
from rtcmatrix.model.evidence import PICTURE, RECORDING, Artifact, ConsoleMessage, Evidence, Fault
from rtcmatrix.model.json import Json
from rtcmatrix.model.pair import ROLES, is_pair, pair_address, sides_of
from rtcmatrix.model.result import BY_SEVERITY, Cell, Check, KnownDifference, Outcome, Result, Stated, Status
from rtcmatrix.model.run import Part, Reuse, Run, Selection, Timing

__all__ = [
    "BY_SEVERITY",
    "PICTURE",
    "RECORDING",
    "ROLES",
    "Artifact",
    "BrowserSpec",
    "Build",
    "Cell",
    "Check",
    "ConsoleMessage",
    "Difference",
    "Evidence",
    "Fault",
    "Json",
    "Kind",
    "KnownDifference",
    "Level",
    "ListChange",
    "Outcome",
    "Part",
    "Provenance",
    "Result",
    "Reuse",
    "Run",
    "Selection",
    "Shift",
    "Stated",
    "Status",
    "Timing",
    "Unavailable",
    "is_pair",
    "pair_address",
    "sides_of",
]
