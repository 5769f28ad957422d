"""What the end of a pytest phase says of a cell, and the same check asked of the repeats of its evidence."""

from __future__ import annotations

from typing import Any

import pytest

from rtcmatrix.judge.verdict import status_of, status_of_judging
from rtcmatrix.model import Evidence, Outcome, Result, Status


class NotJudgedError(Exception):
    """The evidence decided by itself; carries what it said. Raised through a fixture, so that pytest shows it."""

    def __init__(self, status: Status, message: str) -> None:
        super().__init__(message)
        self.status = status


class ColumnNotAvailableError(Exception):
    """The browser of a cell never started: the cell has no result. Raised through a fixture, as NotJudgedError is."""


def read_end(
    call: pytest.CallInfo[None], report: pytest.TestReport, found: Evidence | None
) -> tuple[Status, str | None]:
    """Say what the end of a phase means, given the evidence that was found for it."""
    error = call.excinfo.value if call.excinfo is not None else None
    if isinstance(error, NotJudgedError):
        return error.status, str(error)
    if isinstance(error, pytest.skip.Exception):
        lacking = found is not None and found.unsupported is not None
        return Status.PRECONDITION_FAILED if lacking else Status.SKIP, str(error.msg)
    if isinstance(error, pytest.fail.Exception):
        return Status.FAIL, str(error.msg)
    if report.when == "setup" and error is not None:
        return Status.ERROR, f"{type(error).__name__}: {error}"
    return status_of_judging(error)


def judge_repeat(item: Any, evidence: Evidence) -> tuple[Status, str | None]:
    """Ask the check of a cell about another gathering of its probe; pytest has asked it about the first."""
    decided = status_of(evidence)
    if decided is not None:
        return decided
    observed = {
        "evidence": evidence,
        "facts": evidence.facts,
        "metrics": evidence.metrics,
        "notes": evidence.notes,
        "rtc_address": evidence.browser,
    }
    wanted = item._fixtureinfo.argnames  # noqa: SLF001 - the arguments of the function alone; pytest has no public name
    try:
        item.function(**{name: observed[name] if name in observed else item.funcargs[name] for name in wanted})
    except pytest.skip.Exception as skipped:
        return Status.SKIP, str(skipped.msg)
    except pytest.fail.Exception as failed:
        return Status.FAIL, str(failed.msg)
    except Exception as error:  # noqa: BLE001 - whatever a check raises is its end
        return status_of_judging(error)
    return Status.PASS, None


def say_outcome(report: pytest.TestReport, result: Result) -> None:
    """Make pytest's own count agree: what was expected is no failure, what was not is one."""
    report.rtc = {"browser": result.browser, "check": result.check, "status": result.status.value}  # type: ignore[attr-defined]
    report.rtc |= {"outcome": result.outcome.value, "message": result.message}  # type: ignore[attr-defined]
    flaky = result.outcome is Outcome.FLAKY
    if flaky or (result.outcome is Outcome.EXPECTED and result.status is not Status.PASS):
        report.outcome = "skipped"
        report.wasxfail = str(result.message) if flaky else f"{result.known}: {result.message}"
    elif result.outcome is Outcome.SKIPPED and report.failed:
        report.outcome = "skipped"
        report.wasxfail = str(result.message)
    elif result.outcome is Outcome.UNEXPECTED and not report.failed:
        report.outcome = "failed"
        report.longrepr = result.message
