"""A team's nightly over the shipped matrix: shards, merge, baseline, gate and reports, as docs/ci.md describes it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from small_project import REPOSITORY

DEADLINE = 2400
"""Seconds for one command, also on a busy machine."""


@dataclass(frozen=True, kw_only=True)
class VendorBuilds:
    """Where the columns of Chrome and Edge come from."""

    path: tuple[Path, ...] = ()
    """Folders in front of PATH."""
    environment: Mapping[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    """Further arguments of ``run``."""


class NightlyProject:
    """A copy of the shipped matrix with its probes and some of its suites, in which commands are called.

    Only suites with a check that has one of ``words`` in its name are copied: every command collects all suites.
    """

    def __init__(self, root: Path, words: Sequence[str]) -> None:
        self.root = root
        root.mkdir()
        shutil.copy2(REPOSITORY / "matrix.yaml", root)
        shutil.copytree(REPOSITORY / "pages", root / "pages")
        for file in (REPOSITORY / "suites").rglob("*.*"):
            if file.suffix == ".yaml" or (file.suffix == ".py" and _has_check(file, words)):
                copy = root / file.relative_to(REPOSITORY)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file, copy)

    def call(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Call a command and wait for its end."""
        return _end(self._start(arguments, VendorBuilds()), arguments)

    def gather(self, builds: VendorBuilds, shards: Mapping[str, Sequence[str]]) -> None:
        """Run shards (folder -> arguments of ``run``) side by side, as on several machines."""
        commands = {
            name: ("run", "--no-confirm", "--out", name, *builds.arguments, *arguments)
            for name, arguments in shards.items()
        }
        started = {name: self._start(command, builds) for name, command in commands.items()}
        ended = {name: _end(process, commands[name]) for name, process in started.items()}
        for name, done in ended.items():
            assert done.returncode in (0, 1), f"{name}: {done.stdout}{done.stderr}"

    def _start(self, arguments: Sequence[str], builds: VendorBuilds) -> subprocess.Popen[str]:
        home = self.root.parent / "home"
        home.mkdir(exist_ok=True)
        path = os.pathsep.join([*map(str, builds.path), os.environ.get("PATH", os.defpath)])
        # Without the caches of the user: what was downloaded there would be columns here
        private = {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "PATH": path}
        environment = {**os.environ, **private, **builds.environment}
        return subprocess.Popen(
            [sys.executable, "-m", "rtcmatrix", *arguments],
            cwd=self.root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


def _has_check(suite: Path, words: Sequence[str]) -> bool:
    """Return whether a suite has a check with one of these words in its name."""
    names = re.findall(r"^def (test_\w+)", suite.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return any(word in name for name in names for word in words)


def _end(process: subprocess.Popen[str], arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    try:
        out, err = process.communicate(timeout=DEADLINE)
    except BaseException:
        # An interrupted run ends its browsers
        process.send_signal(signal.SIGINT)
        process.communicate()
        raise
    assert "internal error" not in err, err
    return subprocess.CompletedProcess(list(arguments), process.returncode, out, err)
