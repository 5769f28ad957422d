"""Progress output as plain lines."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from rtcmatrix.runner import progress as progress_module
from rtcmatrix.runner.progress import Progress, collection_error


@pytest.fixture
def written() -> io.StringIO:
    return io.StringIO()


def make(written: io.StringIO, *, terminal: bool = False) -> Progress:
    return Progress(Console(file=written, force_terminal=terminal, width=200, color_system=None))


def session(*node_ids: str) -> Any:
    return SimpleNamespace(items=[SimpleNamespace(nodeid=node_id) for node_id in node_ids])


def report(address: str = "chromium:150", outcome: str = "expected", message: str | None = None) -> Any:
    told = {"browser": address, "check": "a/x", "status": "FAIL", "outcome": outcome, "message": message}
    return SimpleNamespace(rtc=told)


MANY = [f"s.py::test_{number}[{address}]" for address in ("chromium:150", "firefox:esr") for number in range(20)]
CELLS = [f"s.py::test_{number}[{address}]" for address in ("chromium:150", "firefox:esr") for number in range(2)]


def test_a_line_for_each_tenth_names_the_running_browsers(written: io.StringIO) -> None:
    progress = make(written)
    addresses = [f"chromium:{number}" for number in range(100, 112)]
    cells = [f"s.py::test_{number}[{address}]" for address in addresses for number in range(50)]
    with progress:
        progress.pytest_collection_finish(session(*cells, "s.py::test_other"))
        for address in addresses:
            for _ in range(50):
                progress.pytest_runtest_logreport(report(address))
    lines = written.getvalue().splitlines()
    assert len(lines) == 10
    assert lines[0] == "60/600 (10 %): chromium:101 10/50"
    assert lines[-1] == "600/600 (100 %)"


def test_a_line_is_printed_after_the_interval(written: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = 100.0
    monkeypatch.setattr("rtcmatrix.runner.progress.time.monotonic", lambda: clock)
    progress = make(written)
    progress.pytest_collection_finish(session(*MANY))
    clock += progress_module.PLAIN_INTERVAL + 1
    progress.pytest_runtest_logreport(report())
    progress.pytest_runtest_logreport(report("firefox:esr"))
    assert written.getvalue().splitlines()[0] == "1/40 (2 %): chromium:150 1/20"


def test_cells_of_all_workers_are_counted_once(written: io.StringIO) -> None:
    progress = make(written)
    for node in ("gw0", "gw1"):
        progress.pytest_xdist_node_collection_finished(node, CELLS)
    for address in ("chromium:150", "firefox:esr") * 2:
        progress.pytest_runtest_logreport(report(address))
    assert written.getvalue().splitlines()[-1] == "4/4 (100 %)"


def test_the_estimate_is_printed_once_before_the_first_cell(written: io.StringIO) -> None:
    told: list[Any] = []

    def estimate(cells: Any) -> str:
        told.append(cells)
        return "4 cells, about 2 h"

    progress = Progress(Console(file=written, width=200), estimate=estimate)
    for node in ("gw0", "gw1"):
        ids = [f"suites/codecs/list.py::test_vp8[{address}]" for address in ("chromium:150", "firefox:esr+firefox:esr")]
        progress.pytest_xdist_node_collection_finished(node, [*ids, "suites/ice.py::test_restart[firefox:esr]"])
    progress.pytest_runtest_logreport(report())
    assert written.getvalue().splitlines()[0] == "4 cells, about 2 h"
    assert told == [
        {"chromium:150": ["codecs/vp8"], "firefox:esr+firefox:esr": ["codecs/vp8"], "firefox:esr": ["ice/restart"]}
    ]


def test_without_a_cell_nothing_is_estimated(written: io.StringIO) -> None:
    progress = Progress(Console(file=written), estimate=lambda _: "an estimate")
    progress.pytest_collection_finish(session())
    assert written.getvalue() == ""


def test_unexpected_results_are_printed_at_once(written: io.StringIO) -> None:
    progress = make(written)
    progress.pytest_collection_finish(session(*CELLS))
    progress.pytest_runtest_logreport(report(outcome="unexpected", message="it is [red]2[/red]\nassert 2 == 1"))
    assert written.getvalue().splitlines()[0] == "FAIL a/x chromium:150: it is [red]2[/red]"


def test_results_to_confirm_are_not_called_unexpected(written: io.StringIO) -> None:
    progress = Progress(Console(file=written, width=200), confirms=True)
    progress.pytest_collection_finish(session(*CELLS))
    progress.pytest_runtest_logreport(report(outcome="unexpected", message="no"))
    assert written.getvalue().splitlines()[0] == "to confirm: FAIL a/x chromium:150: no"


@pytest.mark.parametrize("terminal", [True, False])
def test_control_characters_are_replaced(written: io.StringIO, terminal: bool) -> None:
    progress = make(written, terminal=terminal)
    progress.pytest_collection_finish(session(*CELLS))
    progress.pytest_runtest_logreport(
        report(outcome="unexpected", message="a\x1b[2Jb\rc\x07d\u202ee\x9b1m" + "x" * 999)
    )
    line = next(each for each in written.getvalue().splitlines() if "a/x" in each)
    assert "a?[2Jb?c?d?e?1mxxx" in line
    assert len(line) < 400


def test_other_tests_are_not_counted(written: io.StringIO) -> None:
    progress = make(written)
    progress.pytest_collection_finish(session(*CELLS))
    progress.pytest_runtest_logreport(SimpleNamespace())  # type: ignore[arg-type]  # all of a report that is looked at
    assert written.getvalue() == ""


def test_bars_end_with_the_run(written: io.StringIO) -> None:
    progress = make(written, terminal=True)
    with progress:
        progress.pytest_collection_finish(session(*CELLS))
        for address in ("chromium:150", "chromium:150", "firefox:esr"):
            progress.pytest_runtest_logreport(report(address, outcome="unexpected", message="no"))
    assert "2/2" in written.getvalue()
    assert "2 unexpected" in written.getvalue()
    assert progress._bars.live.is_started is False


def test_errors_are_recorded_in_one_line_each(written: io.StringIO) -> None:
    progress = make(written)
    failed: Any = SimpleNamespace(failed=True, nodeid="suites/a.py", longreprtext="Traceback\nE   KeyError: 'E'\n")
    progress.pytest_collectreport(failed)
    progress.pytest_collectreport(SimpleNamespace(failed=False))  # type: ignore[arg-type]  # the same
    progress.pytest_internalerror("Traceback\nZeroDivisionError: ours\n")
    assert progress.errors == ["suites/a.py: KeyError: 'E'", "ZeroDivisionError: ours"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("E   SyntaxError: no", "SyntaxError: no"),
        ("words\n\nof ours\n", "of ours"),
        ("Every word", "Every word"),
        ("", ""),
    ],
)
def test_collection_error(text: str, words: str) -> None:
    report: Any = SimpleNamespace(longreprtext=text)
    assert collection_error(report) == words
