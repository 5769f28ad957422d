"""Commands print to terminals and files of Windows, whose encodings lack most characters of titles and messages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from made_up_project import build_project, record_run

from rtcmatrix.errors import EXIT_OWN_FAULT

FOREIGN = "“one” → 数据 🎥 ½ ✓"
COMMANDS = (
    ("--help",),
    ("run", "--help"),
    ("run", "-k", "nothing"),
    ("browsers",),
    ("validate",),
    ("checks",),
    ("judge", "../recorded", "--out", "../judged"),
    ("compare", "../recorded"),
    ("compare", "../judged", "--format", "json"),
    ("gate", "../judged", "--fail-on", "any"),
    ("report", "../judged", "--format", "markdown"),
    ("report", "../judged", "--format", "github"),
    ("report", "../judged", "--out", "../site"),
    ("known", "list"),
    ("known", "check", "../judged"),
)
PROGRAM = """
import json, sys
from rtcmatrix import cli
codes = {}
for words in json.loads(sys.argv[1]):
    sys.argv = ["rtcmatrix", *words]
    try:
        cli.run()
    except SystemExit as end:
        codes[" ".join(words)] = end.code
with open(sys.argv[0] + ".codes", "w", encoding="utf-8") as file:
    json.dump(codes, file)
"""
"""Runs commands one after another in one process, as the console script does."""


@pytest.mark.parametrize("encoding", ["cp1252", "cp932"])
def test_output_in_a_small_encoding_raises_nothing(tmp_path: Path, encoding: str) -> None:
    project = tmp_path / "project"
    build_project(project)
    for file in (project / "suites").iterdir():
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("The number is one", f"The number is {FOREIGN}"), encoding="utf-8")
    record_run(tmp_path / "recorded")
    with (tmp_path / "out").open("wb") as out, (tmp_path / "err").open("wb") as err:
        subprocess.run(
            [sys.executable, "-c", PROGRAM, json.dumps(COMMANDS)],
            cwd=project,
            env={**os.environ, "PYTHONIOENCODING": f"{encoding}:strict", "PYTHONUTF8": "0", "PATH": str(tmp_path)},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            check=True,
        )
    codes = json.loads((project / "rtcmatrix.codes").read_text(encoding="utf-8"))
    said = (tmp_path / "out").read_bytes().decode(encoding) + (tmp_path / "err").read_bytes().decode(encoding)
    assert len(codes) == len(COMMANDS), said
    assert {words: code for words, code in codes.items() if code == EXIT_OWN_FAULT} == {}, said
    assert "UnicodeEncodeError" not in said
    assert FOREIGN.encode(encoding, errors="backslashreplace").decode(encoding) in said
