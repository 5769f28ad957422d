"""docs/coverage.md names only checks and probes that exist."""

from __future__ import annotations

import re
from pathlib import Path

from rtcmatrix.runner.catalog import read_checks

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`([a-z0-9_]+/)?([a-z0-9_]+)(\.js)?`")


def test_everything_that_is_named_exists() -> None:
    text = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    probes = {file.relative_to(ROOT / "pages" / "probes").as_posix() for file in (ROOT / "pages/probes").rglob("*.js")}
    checks = {check.id for check in read_checks(ROOT)}
    files = {probe.rpartition("/")[2] for probe in probes}
    unknown = []
    named = 0
    for folder, name, suffix in NAMED.findall(text):
        if suffix:
            named += 1
            known = f"{folder}{name}.js" in probes if folder else f"{name}.js" in files or name == "reads_"
        elif folder:
            named += 1
            known = f"{folder}{name}" in checks
        else:
            continue  # a suite, a member of an interface, a word of an option
        if not known:
            unknown.append(f"{folder}{name}{suffix}")
    assert unknown == []
    assert named > 100
