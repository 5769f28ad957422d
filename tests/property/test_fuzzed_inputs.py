"""Whatever stands in a file that people or other tools write, a command ends soon, in words, with a documented code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FUZZED = Path(__file__).parents[1] / "fuzzed_inputs.py"

pytestmark = pytest.mark.slow


@pytest.mark.skipif(sys.platform == "win32", reason="memory and processor time are limited by what POSIX has")
@pytest.mark.parametrize("kind", ["matrix", "known", "runs", "baselines", "saved", "wptreports"])
def test_no_file_makes_a_command_crash_hang_or_eat_memory(kind: str) -> None:
    done = subprocess.run([sys.executable, str(FUZZED), kind], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-5_000:]
