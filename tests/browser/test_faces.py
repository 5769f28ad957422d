"""The faces of two Chromiums, really pictured on a private display, stand side by side in the report."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_project import CHROMIUM, REPOSITORY, find_build

from rtcmatrix.model import PICTURE, BrowserSpec
from rtcmatrix.runs import read_run

OLDER = BrowserSpec(name="chromium", selector="150", version="150")
SHOWN = ("Camera prompt", "Both prompt", "Picker tab", "Picker window", "Picker screen", "Sharing tab")
"""Prefixes of the names of the images that each Chromium must have."""


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over the probes of faces."""
    for program in ("Xvfb", "openbox", "xdotool"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    for spec in (CHROMIUM, OLDER):
        find_build(spec)
    addresses = [spec.address for spec in (CHROMIUM, OLDER)]
    out = tmp_path_factory.mktemp("faces") / "run"
    arguments = [
        "run",
        "--browsers",
        ",".join(addresses),
        "--out",
        str(out),
        "-k",
        "permission_prompts.py",
        "--no-confirm",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "rtcmatrix", *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def test_each_browser_has_an_image_of_each_situation(run_dir: Path) -> None:
    run = read_run(run_dir)
    pictured: dict[str, set[tuple[str, str]]] = {}
    faces = [evidence for evidence in run.evidence if evidence.stage == "person"]
    for evidence in faces:
        for artifact in evidence.artifacts:
            if artifact.name.startswith(PICTURE):
                assert (run_dir / artifact.path).read_bytes().startswith(b"\x89PNG")
                pictured.setdefault(evidence.browser, set()).add((evidence.probe, artifact.name))
    one, other = (pictured[spec.address] for spec in (CHROMIUM, OLDER))
    assert one == other
    assert {probe for probe, _ in one} == {evidence.probe for evidence in faces}


def test_the_report_lays_them_side_by_side(run_dir: Path) -> None:
    [page] = (run_dir / "report").glob("pair-*.html")
    text = page.read_text(encoding="utf-8")
    names = re.findall(r'<h3 id="face-[^"]+-title">(.*?) <', text)
    assert [beginning for beginning in SHOWN if not any(name.startswith(beginning) for name in names)] == []
    sections = re.findall(r'<section class="face".*?</section>', text, re.DOTALL)
    assert len(sections) == len(names) > len(SHOWN)
    for section in sections:
        pictures = re.findall(r'<img src="([^"]+)"', section)
        assert len(pictures) in (2, 3)
        assert all((page.parent / href).is_file() for href in pictures)
