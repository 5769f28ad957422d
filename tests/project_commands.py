"""The command as a person calls it in a made-up project, where selenium cannot be imported."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from made_up_project import GOOD

from rtcmatrix.cli import main
from rtcmatrix.model import Run
from rtcmatrix.runs import read_run, write_run

WITHOUT_SELENIUM = """
import sys
for name in ("selenium", "trustme", "aiohttp"):
    sys.modules[name] = None
from rtcmatrix.cli import main
sys.exit(main(sys.argv[1:]))
"""

ALONE = frozenset({"judge", "gate"})
"""Commands that call pytest, as does ``known check``: they need a process of their own, the others none."""


def rtcmatrix(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Call the command in the project."""
    if arguments[0] not in ALONE and arguments[:2] != ("known", "check"):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.chdir(project), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(list(arguments))
        assert "internal error" not in err.getvalue(), err.getvalue()
        return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SELENIUM, *arguments], cwd=project, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert not list(project.glob("crash-*"))
    return done


def change(path: Path, how: Callable[[Run], Run]) -> None:
    """Write a run otherwise."""
    write_run(path, how(read_run(path)))


def n_is_two(run: Run) -> Run:
    """Let the good browser's fact be another, with the status that follows."""
    evidence = tuple(
        dataclasses.replace(each, facts={"n": 2}) if (each.probe, each.browser) == ("basics/works.js", GOOD) else each
        for each in run.evidence
    )
    return dataclasses.replace(run, evidence=evidence)
