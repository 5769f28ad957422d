"""The diagram of folders in docs/architecture.md shows the folders that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHOWN = ("suites", "src/rtcmatrix", "src/rtcmatrix/report", "src/rtcmatrix/report/pages", "tests", "pages", "reports")
"""Folders whose subfolders the picture lists."""
NOT_KEPT = {"runs", "site", "baselines"}
"""Folders of reports/ that runs write."""


def diagram() -> dict[str, set[str]]:
    """Read the diagram: folder at the margin -> what is listed below it."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    block = text.partition("### Folders")[2].partition("\n## ")[0]
    found: dict[str, set[str]] = {}
    folder = ""
    for line in block.splitlines():
        if top := re.match(r" {4}([\w./]+)", line):
            folder = top.group(1).rstrip("/")
            found[folder] = set()
        elif line.startswith(" " * 6):
            found[folder] |= set(re.findall(r"(\w+)/(?=\s|$)", line.partition("AREA")[0]))
    return found


def folders_in(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir() if each.is_dir() and not each.name.startswith((".", "_"))}


@pytest.mark.parametrize("folder", SHOWN)
def test_the_diagram_matches_the_tree(folder: str) -> None:
    ignored = NOT_KEPT if folder == "reports" else set()
    assert diagram()[folder] == folders_in(ROOT / folder) - ignored


def test_every_folder_of_the_diagram_exists() -> None:
    shown = diagram()
    assert len(shown) > len(SHOWN)
    assert [each for each in shown if not (ROOT / each).exists()] == []


def test_suites_and_probes_have_the_same_areas() -> None:
    assert folders_in(ROOT / "suites") == folders_in(ROOT / "pages" / "probes")
