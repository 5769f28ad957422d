"""Being here puts this folder on the import path: tests import ``made_up_run`` from it."""

from __future__ import annotations

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured and do not judge: each ``record_property("figure", ...)``."""
    reports = [each for kind in ("passed", "failed") for each in terminalreporter.stats.get(kind, ())]
    told = [value for each in reports for name, value in each.user_properties if name == "figure"]
    if told:
        terminalreporter.section("figures")
    for line in told:
        terminalreporter.write_line(str(line))
