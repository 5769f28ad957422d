"""A project in which shipped probes run under sabotages, all in one run; a sabotage is a script of ``sabotages/``.

A sabotaged probe is a page module of its own: it imports the sabotage and then the shipped probe. Its checks are those
of the shipped suite with the probe's path replaced, so that their ids are ``<sabotage>__<suite>/<check>``.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from small_project import REPOSITORY

from rtcmatrix.judge.suites import area_of, suite_files
from rtcmatrix.runner.catalog import read_checks

SABOTAGES = REPOSITORY / "tests" / "sabotages"
SEPARATOR = "__"
LEADING_COMMENT = re.compile(r"(?://.*\n)+")


def build_sabotaged_project(root: Path, wanted: Mapping[str, Sequence[str]]) -> Path:
    """Write a project with these probes under each sabotage; gives its matrix, of which one run does all."""
    shutil.copytree(REPOSITORY / "pages", root / "pages", ignore=shutil.ignore_patterns("probes.json"))
    shutil.copytree(SABOTAGES, root / "pages" / "lib" / "sabotages")
    (root / "suites").mkdir()
    shipped = suite_files(REPOSITORY / "suites")
    for sabotage, probes in wanted.items():
        for probe in probes:
            _write_probe(root / "pages" / "probes", sabotage, probe)
        for file in shipped:
            area = root / "suites" / f"{sabotage}{SEPARATOR}{area_of(file)}"
            _write_suite(area / file.name, file, sabotage, probes)
    ids = [check.id for check in read_checks(root) if check.probe.split("/")[0] in wanted]
    lines = "".join(f"  - {each}\n" for each in ids)
    matrix = root / "matrix.yaml"
    matrix.write_text(
        f"version: 1\nbrowsers:\n  - name: chromium\n    channels: [stable]\npairs: same\nsuites:\n{lines}",
        encoding="utf-8",
    )
    return matrix


def _write_probe(probes: Path, sabotage: str, probe: str) -> None:
    comment = LEADING_COMMENT.match((probes / probe).read_text(encoding="utf-8"))
    assert comment is not None, f"{probe} has no title"
    up = "../" * (probe.count("/") + 2)
    shipped = f"{'../' * (probe.count('/') + 1)}{probe}"
    names = "offerer, answerer" if "META: pair" in comment.group() else "default"
    file = probes / sabotage / probe
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f'{comment.group()}import "{up}lib/sabotages/{sabotage}.js";\n\nexport {{ {names} }} from "{shipped}";\n',
        encoding="utf-8",
    )


def _write_suite(file: Path, shipped: Path, sabotage: str, probes: Sequence[str]) -> None:
    text = changed = shipped.read_text(encoding="utf-8")
    for probe in probes:
        changed = changed.replace(f'"{probe}"', f'"{sabotage}/{probe}"')
    if changed != text:
        file.parent.mkdir(exist_ok=True)
        file.write_text(changed, encoding="utf-8")
