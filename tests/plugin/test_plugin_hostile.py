"""Every command is given hostile text by browsers, files and arguments: no control character reaches a terminal."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from hostile_cells import SHORT, hostile_cells
from hostile_run import HOSTILE, hostile_run
from made_up_project import build_project
from project_commands import rtcmatrix

from rtcmatrix.cli import COMMANDS
from rtcmatrix.runs import create_run_dir, write_run
from rtcmatrix.visible import is_hidden

ESCAPES = "\x1b[31m\x1b]8;;https://evil.example\x07 \u202e\u2028\r\x9b\u200b"
WRITTEN = json.dumps(ESCAPES)  # YAML's double quotes read the escapes of JSON
KNOWN = f"""\
- checks: [{WRITTEN}]
  browsers: [{WRITTEN}]
  expected: FAIL
  bug: "https://bugs.example/{WRITTEN[1:-1]}"
  reason: {WRITTEN}
- facts: ["{WRITTEN[1:-1]}:{WRITTEN[1:-1]}"]
  browsers: ["*"]
  value: {WRITTEN}
  bug: https://bugs.example/2
  reason: {WRITTEN}
  expires: 2001-01-01
"""
CALLS: dict[str, tuple[str, ...]] = {
    "compare": ("compare", "run"),
    "compare as json": ("compare", "run", "--format", "json"),
    "compare of two": ("compare", "run", "cells"),
    "compare by an address": ("compare", "run", "--browsers", f"{ESCAPES},x"),
    "compare of nothing": ("compare", ESCAPES),
    "report": ("report", "run", "cells", "--out", f"{ESCAPES}.out"),
    "report as one file": ("report", "run", "--format", "html-file", "--out", "one.html"),
    "report as markdown": ("report", "run", "--format", "markdown"),
    "report as junit": ("report", "cells", "--format", "junit", "--out", "junit"),
    "report for github": ("report", "cells", "--format", "github"),
    "report as json": ("report", "cells", "--format", "json"),
    "report over what it reads": ("report", "run", "--out", "run"),
    "report against nothing": ("report", "run", "--format", "markdown", "--against", ESCAPES),
    "gate": ("gate", "run", "--fail-on", "any"),
    "gate against": ("gate", "run", "--against", "cells", "--fail-on", "any"),
    "gate of another kind": ("gate", "run", "--fail-on", ESCAPES),
    "merge": ("merge", "run", "cells", "--out", "merged"),
    "merge twice": ("merge", ESCAPES, ESCAPES, "--out", "merged"),
    "baseline accept": ("baseline", "accept", "cells", "--force"),
    "baseline accept by name": ("baseline", "accept", "cells", "--name", ESCAPES),
    "baseline accept nothing": ("baseline", "accept", "cells", "--browsers", ESCAPES),
    "baseline show": ("baseline", "show", ESCAPES),
    "known list": ("known", "list"),
    "known check": ("known", "check", "cells"),
    "known add": ("known", "add", "run", "--check", ESCAPES, "--browser", ESCAPES, "--bug", ESCAPES, "--reason", "x"),
    "judge": ("judge", "run"),
    "import": ("import", "saved.json", "--out", "imported"),
    "import of nothing": ("import", ESCAPES),
    "import of some tests": ("import", "saved.json", "--tests", ESCAPES),
    "validate": ("validate", "--matrix", "bad.yaml"),
    "validate nothing": ("validate", "--matrix", ESCAPES),
    "browsers": ("browsers", "--browsers", ESCAPES),
    "checks": ("checks",),
    "probes": ("probes",),
    "schema": ("schema", ESCAPES),
    "shards": ("shards", "--last", ESCAPES),
    "shards of nothing": ("shards", "--platforms", ESCAPES),
    "serve": ("serve", "--host", ESCAPES),
    "run": ("run", "--resume", "run"),
    "run of nothing": ("run", "--browsers", ESCAPES),
    "a command that is none": (ESCAPES,),
    "an option that is none": ("compare", f"--{ESCAPES}"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile") / "project"
    build_project(root)
    for name, run in (("run", hostile_run()), ("cells", hostile_cells(SHORT))):
        write_run(create_run_dir(root, root / name), dataclasses.replace(run, complete=True))
    (root / "suites" / "known-differences.yaml").write_text(KNOWN, encoding="utf-8")
    (root / "bad.yaml").write_text(
        f"version: 1\n{WRITTEN}: 1\nbrowsers: [{{name: {WRITTEN}, channels: [{WRITTEN}]}}]\n"
    )
    text = (root / "suites" / "basics.py").read_text()
    (root / "suites" / "basics.py").write_text(
        text.replace("The number is one.", f"It is {ESCAPES!r}."), encoding="utf-8"
    )
    probe = root / "pages" / "probes" / "basics" / "works.js"
    probe.write_text(f"// It {ESCAPES}\nexport default async () => ({{ facts: {{}} }});\n", encoding="utf-8")
    saved = {"format": 1, "kind": "observations", "userAgent": f"Firefox/1 {ESCAPES}", "platform": ESCAPES}
    records = {"a/b.js": {"facts": {ESCAPES: HOSTILE[:12]}, "message": ESCAPES}}
    (root / "saved.json").write_text(json.dumps({**saved, "records": records}))
    return root


@pytest.mark.parametrize("call", CALLS)
def test_no_control_character_leaves(project: Path, call: str) -> None:
    done = rtcmatrix(project, *CALLS[call])
    assert done.returncode in {0, 1, 2, 3}, done.stderr
    assert done.stdout + done.stderr, "a command says something"
    assert {each for each in done.stdout + done.stderr if is_hidden(each)} <= {"\n"}


def test_every_command_is_called_here() -> None:
    assert {words[0] for words in CALLS.values()} >= set(COMMANDS)
