"""The shipped matrix.yaml covers the promised browsers and comparisons."""

from __future__ import annotations

from pathlib import Path

from rtcmatrix.matrix import load_matrix
from rtcmatrix.matrix.schema import SCHEMA_FILE

ROOT = Path(__file__).parents[2]


def test_the_shipped_matrix_holds_what_the_project_promises() -> None:
    matrix = load_matrix(ROOT / "matrix.yaml")
    channels = ("stable", "beta", "dev", "canary")
    assert [browser.address for browser in matrix.browsers] == [
        *(f"{name}:{channel}" for name in ("chrome", "edge") for channel in channels),
        *("chromium:stable", "chromium:150", "firefox:esr"),
    ]
    assert not any(browser.required for browser in matrix.browsers if browser.name in {"chrome", "edge"})
    assert set(matrix.compare) == {
        *((f"{name}:stable", f"{name}:{channel}") for name in ("chrome", "edge") for channel in channels[1:]),
        *((f"chrome:{one}", f"edge:{other}") for one in channels for other in channels),
        ("chromium:stable", "chromium:150"),
        ("chromium:stable", "firefox:esr"),
    }
    assert set(matrix.by_milestone) == {(f"chrome:{one}", f"edge:{other}") for one in channels for other in channels}
    first = (ROOT / "matrix.yaml").read_text(encoding="utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (ROOT / named).resolve() == SCHEMA_FILE.resolve()
