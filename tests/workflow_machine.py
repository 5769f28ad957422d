"""The machine on which a workflow's jobs run: this one, or a root folder of Debian entered by ``chroot``."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

PASSED_ON = re.compile(
    r"(?:PIP|SE|SSL|DEBIAN)_\w+|REQUESTS_CA_BUNDLE|NODE_EXTRA_CA_CERTS|(?:https?|no|all)_proxy", re.IGNORECASE
)
"""Variables of the environment that the jobs get: where packages and browsers come from."""
USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass(frozen=True, kw_only=True)
class Machine:
    """Runs commands. Paths are the same inside and outside of ``root``, which holds ``folder`` as a bind mount."""

    folder: Path
    """Everything that the jobs write."""
    root: Path | None = None
    prepared: Path | None = None
    """A folder of installed packages, those of requirements.lock, that new environments read instead of an index."""
    patience: float = 1.0
    """How many times as long as its time limit a job may take: this machine may be slower than GitHub's."""

    def run(
        self, command: Sequence[str], *, cwd: Path, environment: Mapping[str, str], log: TextIO, timeout: float
    ) -> int:
        """Run a command to its end, with its output in the log; return its exit code.

        Raises TimeoutExpired after ``timeout`` seconds; what the command started is ended.
        """
        passed_on = {name: value for name, value in os.environ.items() if PASSED_ON.fullmatch(name)}
        entered = ["chroot", str(self.root), "env", "-C", str(cwd)] if self.root is not None else []
        process = subprocess.Popen(
            [*entered, *command],
            cwd=cwd,
            env={"PATH": USUAL_PATH, "LANG": "C.UTF-8", "CI": "true", **passed_on, **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            return process.wait(timeout * self.patience)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise

    def make_python(self, folder: Path, log: TextIO) -> None:
        """Create a virtual environment, as setup-python brings a Python without packages."""
        if not folder.exists():
            self._venv([], folder, log)

    def make_tool_environment(self, tool: Path, log: TextIO) -> None:
        """Create ``.venv`` as ``rtc`` would, which takes a minute, from the prepared packages; a no-op without them."""
        if self.prepared is None or not (tool / "rtc").is_file():
            return
        self._venv(["--without-pip"], tool / ".venv", log, tool / "src")
        starter = tool / ".venv" / "bin" / "rtcmatrix"
        starter.write_text(f"#!{starter.with_name('python')}\nfrom rtcmatrix.cli import run\nrun()\n", encoding="utf-8")
        starter.chmod(0o755)
        stamp = "import runpy, sys; sys.stdout.write(runpy.run_path('rtc')['wanted_stamp']())"
        with (tool / ".venv" / "rtc-stamp").open("w", encoding="utf-8") as file:
            python = str(tool / ".venv" / "bin" / "python")
            assert self.run([python, "-c", stamp], cwd=tool, environment={}, log=file, timeout=60) == 0

    def _venv(self, options: Sequence[str], folder: Path, log: TextIO, *more: Path) -> None:
        python = sys.executable if self.root is None else "python3"
        command = [python, "-m", "venv", *options, str(folder)]
        assert self.run(command, cwd=self.folder, environment={}, log=log, timeout=600) == 0
        if self.prepared is not None:
            [packages] = folder.glob("lib/python3.*/site-packages")
            lines = "".join(f"{each}\n" for each in (*more, self.prepared))
            (packages / "prepared.pth").write_text(lines, encoding="utf-8")
