"""The shards of a platform gather exactly the cells of the matrix, none twice, whatever the matrix."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shard_cells import cells_of, scope_of_shard, write_matrix

from rtcmatrix.matrix import load_matrix
from rtcmatrix.model import Check
from rtcmatrix.runner.estimate import Durations
from rtcmatrix.runner.scope import scope_of
from rtcmatrix.runner.shards import LEAST_MINUTES, MOST_MINUTES, PLATFORMS, plan_shards

pytestmark = pytest.mark.slow

CHANNELS = {
    "chrome": ["stable", "beta", "dev", "canary"],
    "edge": ["stable", "beta"],
    "chromium": ["stable"],
    "firefox": ["esr", "nightly"],
}
CHECKS = tuple(
    Check(id=f"{area}/{kind}{number}", title="t", spec="s", probe=f"{area}/{kind}{number}.js", peers=peers)
    for area in ("codecs", "ice", "interop", "webcodecs")
    for kind, peers in (("one", 1), ("pair", 2))
    for number in range(2)
)


@st.composite
def matrices(draw: st.DrawFn) -> str:
    """Make up a matrix.yaml."""
    names = draw(st.lists(st.sampled_from(sorted(CHANNELS)), min_size=1, max_size=4, unique=True))
    brands = {name: draw(st.lists(st.sampled_from(CHANNELS[name]), min_size=1, unique=True)) for name in names}
    addresses = [f"{name}:{channel}" for name, channels in brands.items() for channel in channels]
    side = st.sampled_from([*addresses, *(f"{name}:*" for name in names), "*", "{" + ",".join(addresses) + "}"])
    words = ["all", "same", *(["reference"] if len(addresses) > 1 else [])]
    pattern = st.tuples(side, st.sampled_from(["->", "<->"]), side).map(" ".join)
    entries = draw(st.just(["none"]) | st.lists(st.sampled_from(words) | pattern, min_size=1, max_size=3))
    suites = draw(st.sampled_from([["*"], ["ice/*", "codecs/*"], ["interop/pair*"], ["*/one0"]]))
    lines = [f"  - {{name: {name}, channels: [{', '.join(channels)}]}}\n" for name, channels in brands.items()]
    return (
        f"version: 1\nbrowsers:\n{''.join(lines)}pairs: {_listed(entries)}\nsuites: {_listed(suites)}\n"
        f"limits: {{workers: {draw(st.sampled_from(['auto', 1, 3]))}}}\n"
    )


def _listed(texts: list[str]) -> str:
    return "[" + ", ".join(f'"{text}"' for text in texts) + "]"


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.data())
def test_shards_gather_every_cell_once(tmp_path_factory: pytest.TempPathFactory, data: Any) -> None:
    matrix = load_matrix(write_matrix(tmp_path_factory.mktemp("m"), data.draw(matrices())))
    platform = data.draw(st.sampled_from(PLATFORMS))
    # From an estimate that fits to one in which a single cell is too long
    seconds = data.draw(st.sampled_from([1.0, 500.0, 2000.0, 5000.0, 50_000.0]))
    durations = Durations(seconds={(check.probe, "x:1", "linux"): seconds for check in CHECKS})
    pairs = data.draw(st.sampled_from([(), ("same",), ("none",), ("all",)]))
    shards = plan_shards(matrix, CHECKS, durations, platform=platform, browsers=matrix.browsers, pairs=pairs)
    there = [address for address in matrix.addresses if platform == "linux" or not address.startswith("chromium:")]
    whole = cells_of(scope_of(matrix, there, pairs=pairs), CHECKS)
    gathered = [cell for shard in shards for cell in cells_of(scope_of_shard(shard, matrix), CHECKS)]
    assert Counter(gathered) == Counter(whole)
    assert all(LEAST_MINUTES <= shard.timeout_minutes <= MOST_MINUTES for shard in shards)
    names = [shard.name for shard in shards]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in names)
    assert not [word for shard in shards for word in shard.arguments if " " in word]
