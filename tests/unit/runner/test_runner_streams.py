"""Output to a broken pipe."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys, click
from pathlib import Path
from rich.console import Console
from rtcmatrix.runner.streams import ignore_broken_pipes
ignore_broken_pipes()
console = Console(stderr=True)
click.echo("first"); console.print("second")
sys.stdin.readline()
for _ in range(3):
    click.echo("x" * 100000); console.print("y"); print("z", flush=True)
Path(sys.argv[1]).write_text("recorded")
"""


def test_a_broken_pipe_does_not_end_the_program(tmp_path: Path) -> None:
    record = tmp_path / "record"
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(record)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert [process.stdout.readline().strip() for _ in range(2)] == ["first", "second"]
    process.stdout.close()
    process.stdin.write("\n")
    process.stdin.close()
    assert process.wait(60) == 0
    assert record.read_text() == "recorded"
