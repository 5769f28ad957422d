"""The order in which browsers are taken up."""

from __future__ import annotations

from pathlib import Path

import pytest

from rtcmatrix.model import Evidence, Run
from rtcmatrix.runner.order import last_durations, order_addresses
from rtcmatrix.runs import write_run


@pytest.mark.parametrize(
    ("addresses", "seconds", "ordered"),
    [
        (["a:1", "a:2", "b:1"], {}, ["a:1", "b:1", "a:2"]),
        (["a:1", "a:2", "b:1"], {"a:1": 1, "a:2": 2, "b:1": 3}, ["b:1", "a:2", "a:1"]),
        (["a:1", "a:2", "b:1"], {"a:1": 9}, ["b:1", "a:2", "a:1"]),
        (["a:1"], {"gone:1": 9}, ["a:1"]),
        ([], {}, []),
    ],
)
def test_the_longest_come_first_and_the_unknown_before_them(
    addresses: list[str], seconds: dict[str, float], ordered: list[str]
) -> None:
    # Each browser's time is the sum of two probes
    durations = {f"p/{half}.js@{address}": total / 2 for address, total in seconds.items() for half in "xy"}
    assert order_addresses(addresses, durations) == ordered


def test_the_last_readable_run_gives_the_durations(tmp_path: Path) -> None:
    for name, seconds in (("2020-01-01T00-00-00Z-aaaa", 1.0), ("2021-01-01T00-00-00Z-aaaa", 2.0)):
        (tmp_path / name).mkdir()
        evidence = (Evidence(probe="p/x.js", browser="a:1", facts={}, duration=seconds),)
        write_run(tmp_path / name, Run(id=name, format=1, tool="t", started_at="", complete=True, evidence=evidence))
    (tmp_path / "2022-01-01T00-00-00Z-aaaa").mkdir()
    (tmp_path / "2022-01-01T00-00-00Z-aaaa" / "run.json").write_text("{")
    assert last_durations(tmp_path) == {"p/x.js@a:1": 2.0}
    assert last_durations(tmp_path / "none") == {}
