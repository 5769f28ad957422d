"""Small projects for tests: the real pages, a few probes and checks written for the test, a matrix of real browsers."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import psutil
import pytest

from rtcmatrix.model import BrowserSpec, Build, Unavailable
from rtcmatrix.providers import provide

REPOSITORY = Path(__file__).parent.parent

CHROMIUM = BrowserSpec(name="chromium", selector="stable", channel="stable")
FIREFOX = BrowserSpec(name="firefox", selector="esr", channel="esr")

HEEDS_SIGINT = ("env", "--default-signal=INT,HUP,PIPE")
"""In front of a command that is to be interrupted: a shell's job in the background is started deaf to it,
and one of nohup to SIGHUP."""

QUICK = "// Adds one and one.\nexport default async () => ({ facts: { sum: 1 + 1 } });\n"
WAITING = (
    "// Waits for what never comes.\n"
    "export default async (rtc) => {\n"
    '  await rtc.within(60000, new Promise(() => {}), "what never comes");\n'
    "  return { facts: {} };\n"
    "};\n"
)
SPINNING = "// Never lets go of its thread.\nexport default async () => { for (;;); };\n"


def build_project(root: Path, probes: Mapping[str, str], *, browsers: str = "chromium", limits: str = "") -> Path:
    """Write a project whose checks each look at one probe's facts; gives its matrix."""
    shutil.copytree(REPOSITORY / "pages", root / "pages", ignore=shutil.ignore_patterns("probes", "probes.json"))
    checks = ["from rtcmatrix import check\n"]
    for path, text in probes.items():
        file = root / "pages" / "probes" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        name = path.removesuffix(".js").replace("/", "_")
        checks.append(
            f'@check("{path}", spec="https://example.org/")\ndef test_{name}(facts) -> None:\n'
            f'    """The probe {path} gives facts."""\n    assert facts == {{"sum": 2}}\n'
        )
    (root / "suites").mkdir()
    (root / "suites" / "small.py").write_text("\n\n".join(checks), encoding="utf-8")
    channels = {"chromium": "stable", "firefox": "esr"}
    entries = "".join(f"  - name: {name}\n    channels: [{channels[name]}]\n" for name in browsers.split(","))
    matrix = root / "matrix.yaml"
    matrix.write_text(f"version: 1\nbrowsers:\n{entries}limits:\n  workers: 1\n{limits}", encoding="utf-8")
    return matrix


def find_build(spec: BrowserSpec) -> Build:
    """Give a browser of this machine, or skip the test with the providers' own reasons."""
    found = provide(spec, install=False, say=lambda _: None)
    if isinstance(found, Unavailable):
        pytest.skip(f"{spec.address} is not available: {found.reason}")
    return found


def processes_with(folder: Path) -> list[psutil.Process]:
    """Find the living processes whose temporary folder is somewhere below a folder, and all they started.

    A renderer of Chromium writes its title over its environment, so it is found as a descendant only.
    """
    found: dict[int, psutil.Process] = {}
    for process in psutil.process_iter():
        try:
            if process.environ().get("TMPDIR", "").startswith(str(folder)):
                found |= {one.pid: one for one in (process, *process.children(recursive=True))}
        except (psutil.Error, OSError):
            continue
    return [one for one in found.values() if _lives(one)]


def _lives(process: psutil.Process) -> bool:
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def await_truth(what: Callable[[], object], *, seconds: float = 60) -> None:
    """Look until something is true; fails where it is not after a generous while."""
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, f"not so within {seconds:g} s"
        time.sleep(0.05)
