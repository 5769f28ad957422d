"""Something is done to a whole run: no cell comes out greener than undisturbed, nothing stays, and it comes to an end.

A selection runs always; ``RTCMATRIX_FAULTS=all`` runs every fault. benchmarks/faults.py prints the table.
"""

from __future__ import annotations

import os

import pytest
from fault_bench import LONGEST, Fault, missing, observe
from fault_table import FAULTS
from small_project import CHROMIUM, find_build

ALWAYS = {
    "browser: SIGSTOP",
    "driver: SIGSTOP",
    "guard: SIGSTOP",
    "leader, workers and guards: SIGKILL",
    "proxies set",
    "128 open files, hard limit",
    "128 open files, soft limit",
}
"""About three minutes on two idle cores."""
MAY_LEAVE = {"leader, workers and guards: SIGKILL", "leader and guard: SIGKILL at start"}
"""Nobody of ours is left to remove the folders: the next start does. Processes end by themselves on Linux."""


def wanted() -> list[Fault]:
    everything = os.environ.get("RTCMATRIX_FAULTS") == "all"
    return [fault for fault in FAULTS if everything or fault.name in ALWAYS]


@pytest.mark.parametrize("fault", wanted(), ids=lambda fault: fault.name)
def test_a_fault_makes_nothing_green_and_leaves_nothing(fault: Fault) -> None:
    find_build(CHROMIUM)
    lacking = [program for program in fault.needs if missing(program)]
    if lacking:
        pytest.skip(f"not installed: {', '.join(lacking)}")
    if fault.root and os.geteuid() != 0:
        pytest.skip("needs root for a mount")
    seen = observe(fault)
    assert seen.greener == ()
    assert seen.processes == 0
    assert seen.swept == 0
    assert seen.folders == 0 or fault.name in MAY_LEAVE or fault.name.startswith("leader and guard")
    assert seen.seconds < LONGEST, "the run never ended"
    if "SIGSTOP" in fault.name or fault.name in {"proxies set", "128 open files, soft limit", "TMPDIR too long"}:
        assert seen.lost == ()
    if fault.name == "128 open files, hard limit":
        assert (seen.code, "needs 1024 open files" in seen.message, "128" in seen.message) == (2, True, True)
