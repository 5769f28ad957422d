"""Convert statuses, messages and expectations of wptrunner. Pure."""

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
"""ERROR of testharness.js means that the page threw; our ERROR is a fault of rtcmatrix."""
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
"""NOTRUN: the page finished before the subtest."""
FAULTS = {Status.TIMEOUT: Fault.TIMEOUT, Status.CRASH: Fault.CRASH, Status.ERROR: Fault.ERROR}
_FAILS = frozenset({Status.FAIL, Status.TIMEOUT, Status.CRASH, Status.ERROR})
UNFINISHED = (None, "")
"""Status of a test that was running when wptrunner was interrupted."""


def status_of(plain: dict[str, Json], words: dict[str, Status]) -> Status:
    """Read a status of wptrunner."""
    word = text(plain, "status", MAX_LINE)
    if word not in words:
        raise FormatError(f'status: "{word}" is no status here; expected one of {", ".join(words)}')
    return words[word]


def message_of(plain: dict[str, Json], status: Status) -> str | None:
    """Return the message; every status but PASS has one."""
    told = optional(plain, "message", None)
    word = plain["status"]
    if status is Status.PASS:
        return f"expected {plain['expected']}"[:MAX_MESSAGE] if isinstance(plain.get("expected"), str) else None
    if word == status.value:
        return (told or word)[:MAX_MESSAGE]
    return f"{word}: {told}"[:MAX_MESSAGE] if told else str(word)


def imported_of(plain: dict[str, Json], status: Status, message: str | None) -> dict[str, Json]:
    """Return the fields of the file that differ from the result, so that they can be written again."""
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
    """Read the known intermittent statuses of a test."""
    usual = plain.get("known_intermittent")
    return [each[:MAX_LINE] for each in usual[:100] if isinstance(each, str)] if isinstance(usual, list) else []


def outcome_of(plain: dict[str, Json], status: Status) -> Outcome:
    """Return the outcome by the metadata of wptrunner.

    wptrunner writes ``expected`` only if the status differs from it. A failure without it may be expected by the
    metadata or be of a run without metadata; it counts as unexpected.
    """
    expected = plain.get("expected")
    unlike = isinstance(expected, str) and expected != plain["status"]
    if unlike or (status in _FAILS and expected is None):
        return Outcome.FLAKY if plain["status"] in _intermittent(plain) else Outcome.UNEXPECTED
    skipped = status in {Status.PRECONDITION_FAILED, Status.SKIP}
    return Outcome.SKIPPED if skipped else Outcome.EXPECTED
