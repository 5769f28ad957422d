"""Turn the end of a pytest phase into the status of a cell, and judge the repeats of its evidence."""

from __future__ import annotations

from typing import Any

import pytest

from rtcmatrix.judge.verdict import status_of, status_of_judging
from rtcmatrix.model import Evidence, Outcome, Result, Status


class NotJudgedError(Exception):
    """The evidence has no facts to judge; carries the status. Raised in a fixture, so that pytest shows the message."""

    def __init__(self, status: Status, message: str) -> None:
        super().__init__(message)
        self.status = status


class BrowserNotAvailableError(Exception):
    """The browser of a cell never started: the cell has no result."""


def status_of_phase(
    call: pytest.CallInfo[None], report: pytest.TestReport, evidence: Evidence | None
) -> tuple[Status, str | None]:
    """Return status and message of a cell from the end of a pytest phase and its evidence."""
    error = call.excinfo.value if call.excinfo is not None else None
    if isinstance(error, NotJudgedError):
        return error.status, str(error)
    if isinstance(error, pytest.skip.Exception):
        unsupported = evidence is not None and evidence.unsupported is not None
        return Status.PRECONDITION_FAILED if unsupported else Status.SKIP, str(error.msg)
    if isinstance(error, pytest.fail.Exception):
        return Status.FAIL, str(error.msg)
    if report.when == "setup" and error is not None:
        return Status.ERROR, f"{type(error).__name__}: {error}"
    return status_of_judging(error)


def judge_repeat(item: Any, evidence: Evidence) -> tuple[Status, str | None]:
    """Judge a further repeat with the check of a cell; pytest runs the check for the first one only."""
    final = status_of(evidence)
    if final is not None:
        return final
    fixtures = {
        "evidence": evidence,
        "facts": evidence.facts,
        "metrics": evidence.metrics,
        "notes": evidence.notes,
        "rtc_address": evidence.browser,
    }
    names = item._fixtureinfo.argnames  # noqa: SLF001 - the arguments of the function; pytest has no public name for them
    try:
        item.function(**{name: fixtures[name] if name in fixtures else item.funcargs[name] for name in names})
    except pytest.skip.Exception as skipped:
        return Status.SKIP, str(skipped.msg)
    except pytest.fail.Exception as failed:
        return Status.FAIL, str(failed.msg)
    except Exception as error:  # noqa: BLE001 - a check may raise anything
        return status_of_judging(error)
    return Status.PASS, None


def set_pytest_outcome(report: pytest.TestReport, result: Result) -> None:
    """Make pytest's outcome agree: an expected failure counts as xfailed, an unexpected pass as failed."""
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
