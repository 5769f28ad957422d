"""The pytest plugin: options, fixtures, and hooks that turn checks into cells. Loaded by every pytest process.

It does nothing until a function declared with ``@check`` is collected.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from rtcmatrix.errors import RtcMatrixError
from rtcmatrix.judge.check import is_check
from rtcmatrix.model import Evidence, Json
from rtcmatrix.runner.cells import RUN_FOLDER, Cells
from rtcmatrix.runner.plain_tests import is_suite, reject_plain_test, reject_test_case
from rtcmatrix.runner.scheduler import BrowserScheduling, address_of

CELLS = pytest.StashKey[Cells]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options for calling pytest directly."""
    group = parser.getgroup("rtcmatrix", "WebRTC compatibility matrix")
    group.addoption("--matrix", dest="rtc_matrix", metavar="FILE", help="the matrix (default: the nearest matrix.yaml)")
    group.addoption(
        "--browsers",
        dest="rtc_browsers",
        action="append",
        metavar="PATTERN",
        default=[],
        help="which browsers of the matrix, such as chromium:150 or 'firefox:*'; may repeat",
    )
    group.addoption("--lanes", dest="rtc_lanes", type=int, metavar="N", help="probes gathered at once in one browser")
    group.addoption(
        "--run-folder",
        dest="rtc_run",
        metavar="RUN",
        help="a folder prepared by rtcmatrix run; used by the command itself",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make a cell for each check and browser or pair."""
    if is_check(metafunc.function):
        try:
            cells = _cells(metafunc.config)
            cells.read(metafunc.function)
        except RtcMatrixError as error:
            # pytest shows the message of this error without a traceback
            raise pytest.Collector.CollectError(str(error)) from None
        if next(metafunc.definition.iter_markers("parametrize"), None) is not None:
            raise pytest.Collector.CollectError(
                f"{metafunc.function.__name__}: a check is one statement and takes no parametrize; write several checks"
            )
        metafunc.fixturenames.append("rtc_address")
        metafunc.parametrize("rtc_address", cells.addresses_of(metafunc.function))
    elif _runs_suites(metafunc.config) or is_suite(metafunc.definition.path):
        reject_plain_test(metafunc.definition)


def pytest_pycollect_makeitem(collector: pytest.Collector, name: str, obj: object) -> None:
    """Reject a ``unittest.TestCase`` in a suite."""
    if _runs_suites(collector.config) or is_suite(collector.path):
        reject_test_case(collector, name, obj)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the selected cells, grouped by browser, so that a browser can be closed after its last cell.

    Runs after pytest's ``-k`` and ``-m``, which are part of the run's selection.
    """
    if CELLS in config.stash:
        selected, deselected = config.stash[CELLS].select(items)
        items[:] = selected
        if deselected:
            config.hook.pytest_deselected(items=deselected)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Add the collected cells."""
    if CELLS in session.config.stash:
        session.config.stash[CELLS].add_collected(session.items)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn pytest's report of a check into a result, and its outcome into pytest's outcome."""
    report = yield
    if CELLS in item.config.stash and address_of(item.nodeid) and is_check(getattr(item, "function", None)):
        item.config.stash[CELLS].report(item, call, report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, Any, Any]:
    """Close a browser when its last cell has been judged."""
    address = address_of(item.nodeid)
    try:
        return (yield)
    finally:
        if CELLS in item.config.stash and address is not None:
            following = address_of(nextitem.nodeid) if nextitem is not None else None
            if following != address:
                item.config.stash[CELLS].release(address)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Close what this process started, however the session ended."""
    if CELLS in session.config.stash:
        cells = session.config.stash[CELLS]
        cells.close()
        cells.finish(complete=exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Pass the folder of the run to an xdist worker, which otherwise gets only the command line."""
    if CELLS in node.config.stash:
        node.workerinput[RUN_FOLDER] = str(node.config.stash[CELLS].run_dir)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> BrowserScheduling | None:
    """Schedule by browser if checks may be among the tests."""
    return BrowserScheduling(config, log) if config.getvalue("rtc_run") or CELLS in config.stash else None


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Make pytest collect suites by any file name; plan the run before xdist starts its workers."""
    for pattern in ("suites/*.py", "suites/*/*.py"):
        config.addinivalue_line("python_files", pattern)
    if config.getvalue("rtc_run") or hasattr(config, "workerinput") or not config.getoption("numprocesses", None):
        return
    if any("suites" in Path(str(argument).partition("::")[0]).parts for argument in config.args):
        try:
            _cells(config)
        except RtcMatrixError as error:
            raise pytest.UsageError(str(error)) from None


@pytest.fixture
def evidence(request: pytest.FixtureRequest, rtc_address: str) -> Evidence:
    """Evidence of the check's probe in the browser of this cell (rtcmatrix.model.Evidence)."""
    return request.config.stash[CELLS].evidence(request.node, rtc_address)


@pytest.fixture
def facts(evidence: Evidence) -> dict[str, Json]:
    """Facts of the evidence: compared exactly."""
    return evidence.facts or {}


@pytest.fixture
def metrics(evidence: Evidence) -> dict[str, Json]:
    """Metrics of the evidence: numbers with noise."""
    return evidence.metrics


@pytest.fixture
def notes(evidence: Evidence) -> dict[str, Json]:
    """Notes of the evidence: kept, never compared."""
    return evidence.notes


def _runs_suites(config: pytest.Config) -> bool:
    """Return whether ``rtcmatrix run`` or an xdist controller started this process: it collects only suites."""
    return bool(config.getvalue("rtc_run") or RUN_FOLDER in getattr(config, "workerinput", {}))


def _cells(config: pytest.Config) -> Cells:
    """Return the cells of this run, created with the first check."""
    if CELLS not in config.stash:
        config.stash[CELLS] = Cells(config)
    return config.stash[CELLS]
