"""The words of wptrunner: what its statuses, messages and expectations mean here. Pure."""

from __future__ import annotations

from rtcmatrix.errors import FormatError
from rtcmatrix.model import Fault, Json, Outcome, Status
from rtcmatrix.runs.fields import MAX_LINE, optional, text

MAX_MESSAGE = 10_000

PAGE = {
    "OK": Status.PASS,
    "PASS": Status.PASS,
    "FAIL": Status.FAIL,
    "ERROR": Status.FAIL,
    "ASSERT": Status.FAIL,
    "TIMEOUT": Status.TIMEOUT,
    "EXTERNAL-TIMEOUT": Status.TIMEOUT,
    "CRASH": Status.CRASH,
    "PRECONDITION_FAILED": Status.PRECONDITION_FAILED,
    "INTERNAL-ERROR": Status.ERROR,
    "SKIP": Status.SKIP,
}
"""An ERROR of a page's harness is the page's: something was thrown. It is no fault of ours, as our own word says."""
SUBTEST = {
    "PASS": Status.PASS,
    "FAIL": Status.FAIL,
    "ERROR": Status.FAIL,
    "ASSERT": Status.FAIL,
    "TIMEOUT": Status.TIMEOUT,
    "NOTRUN": Status.TIMEOUT,
    "PRECONDITION_FAILED": Status.PRECONDITION_FAILED,
    "SKIP": Status.SKIP,
}
"""NOTRUN: the page came to its end before the subtest did."""
FAULTS = {Status.TIMEOUT: Fault.TIMEOUT, Status.CRASH: Fault.CRASH, Status.ERROR: Fault.ERROR}
_FAILS = frozenset({Status.FAIL, Status.TIMEOUT, Status.CRASH, Status.ERROR})
UNFINISHED = (None, "")
"""What wptrunner writes as the status of a test that had begun when the run was interrupted."""


def status_of(plain: dict[str, Json], words: dict[str, Status]) -> Status:
    """Read a status in wptrunner's words."""
    word = text(plain, "status", MAX_LINE)
    if word not in words:
        raise FormatError(f'status: "{word}" is no status here; expected one of {", ".join(words)}')
    return words[word]


def message_of(plain: dict[str, Json], status: Status) -> str | None:
    """Read why; every status but PASS says something."""
    told = optional(plain, "message", None)
    word = plain["status"]
    if status is Status.PASS:
        return f"expected {plain['expected']}"[:MAX_MESSAGE] if isinstance(plain.get("expected"), str) else None
    if word == status.value:
        return (told or word)[:MAX_MESSAGE]
    return f"{word}: {told}"[:MAX_MESSAGE] if told else str(word)


def imported_of(plain: dict[str, Json], status: Status, message: str | None) -> dict[str, Json]:
    """Give the fields that a result says otherwise than the file, to write them again."""
    told = plain.get("message")
    kept: dict[str, Json] = {} if plain["status"] == status.value else {"status": plain["status"]}
    if told != message:
        kept["message"] = told if told is None else told[:MAX_MESSAGE]
    if isinstance(plain.get("expected"), str):
        kept["expected"] = plain["expected"][:MAX_LINE]
    if usual := _intermittent(plain):
        kept["known_intermittent"] = usual
    return kept


def _intermittent(plain: dict[str, Json]) -> list[Json]:
    """Read the statuses that a test is known to have besides the expected one."""
    usual = plain.get("known_intermittent")
    return [each[:MAX_LINE] for each in usual[:100] if isinstance(each, str)] if isinstance(usual, list) else []


def outcome_of(plain: dict[str, Json], status: Status) -> Outcome:
    """Say whether it was expected by the metadata that wptrunner had.

    It writes ``expected`` only where something else happened. A failure of which nothing is said may be one that
    the metadata states or one of a run without metadata: nobody here stated it, so it is unexpected.
    """
    expected = plain.get("expected")
    unlike = isinstance(expected, str) and expected != plain["status"]
    if unlike or (status in _FAILS and expected is None):
        return Outcome.FLAKY if plain["status"] in _intermittent(plain) else Outcome.UNEXPECTED
    skipped = status in {Status.PRECONDITION_FAILED, Status.SKIP}
    return Outcome.SKIPPED if skipped else Outcome.EXPECTED
