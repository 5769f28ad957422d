"""The shipped matrix.yaml covers the promised browsers and comparisons."""

from __future__ import annotations

from pathlib import Path

from rtcmatrix.matrix import call_pairs, load_matrix
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


def test_shipped_pairs_cover_brands_channels_and_each_browser_with_itself() -> None:
    matrix = load_matrix(ROOT / "matrix.yaml")
    pairs = set(call_pairs(matrix.addresses, matrix.pairs, matrix.references))
    settled = {
        "chrome": "chrome:stable",
        "edge": "edge:stable",
        "chromium": "chromium:stable",
        "firefox": "firefox:esr",
    }
    for address in matrix.addresses:
        stable = settled[address.partition(":")[0]]
        assert {f"{address}+{address}", f"{address}+{stable}", f"{stable}+{address}"} <= pairs
    assert {f"{one}+{other}" for one in settled.values() for other in settled.values()} <= pairs
    debian = {"chromium:stable", "chromium:150", "firefox:esr"}
    assert {f"{one}+{other}" for one in debian for other in debian} <= pairs
    assert len(pairs) == 39


def test_shipped_pairs_grow_linearly_with_the_channels() -> None:
    matrix = load_matrix(ROOT / "matrix.yaml")

    def count(further: int) -> int:
        """Count the pairs with further columns of Chrome, which are compared with stable like its other channels."""
        added = [f"chrome:{version}" for version in range(100, 100 + further)]
        references = [*matrix.references, *(("chrome:stable", address) for address in added)]
        return len(call_pairs([*matrix.addresses, *added], matrix.pairs, references))

    # Each further column calls itself, and its reference in both directions
    assert [count(further) - count(0) for further in (1, 10, 40)] == [3, 30, 120]
