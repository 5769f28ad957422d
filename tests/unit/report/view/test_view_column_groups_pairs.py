"""Words for several pairs: "every pair" only where no pair is left out, else those left out, one side, or a count."""

from __future__ import annotations

import dataclasses
import itertools
from pathlib import Path

import pytest
from made_up_calls import with_calls
from made_up_run import ESR, OLD, STABLE

from rtcmatrix.model import pair_address
from rtcmatrix.report.view.column_groups import call_group_name
from rtcmatrix.report.view.columns import ColumnSource, call_sources

ALL = [(offerer, answerer) for offerer, answerer in itertools.product((STABLE, OLD, ESR), repeat=2)]
LABELS = {STABLE: "Chromium 156", OLD: "Chromium 150", ESR: "Firefox 153"}


@pytest.fixture(scope="module")
def sources() -> list[ColumnSource]:
    """Nine pairs of three browsers."""
    return call_sources([(Path("run"), with_calls())])


def words(sources: list[ColumnSource], *chosen: tuple[str, str]) -> str:
    places = {source.column.address: place for place, source in enumerate(sources)}
    return call_group_name([places[pair_address(*each)] for each in chosen], sources)


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [
        ([], "every pair"),
        ([(ESR, STABLE)], "every pair but Firefox 153 → Chromium 156"),
        (
            [(STABLE, ESR), (ESR, STABLE)],
            "every pair but Chromium 156 → Firefox 153 and Firefox 153 → Chromium 156",
        ),
        ([(STABLE, ESR), (ESR, STABLE), (OLD, ESR)], "6 of 9 pairs"),
    ],
)
def test_pairs_left_out_are_named_up_to_two(
    sources: list[ColumnSource], left_out: list[tuple[str, str]], expected: str
) -> None:
    assert len(sources) == 9
    assert words(sources, *(each for each in ALL if each not in left_out)) == expected


def test_up_to_three_pairs_are_named(sources: list[ColumnSource]) -> None:
    assert words(sources, (STABLE, ESR)) == "Chromium 156 → Firefox 153"
    assert words(sources, *((STABLE, each) for each in (STABLE, OLD, ESR))) == (
        "Chromium 156 → Chromium 156, Chromium 156 → Chromium 150 and Chromium 156 → Firefox 153"
    )


def test_the_only_pair_is_named(sources: list[ColumnSource]) -> None:
    assert call_group_name([0], [sources[ALL.index((STABLE, ESR))]]) == "Chromium 156 → Firefox 153"


def test_two_pairs_of_two_are_every_pair(sources: list[ColumnSource]) -> None:
    assert call_group_name([1, 0], sources[:2]) == "every pair"


@pytest.mark.parametrize(("side", "role"), [(0, "caller"), (1, "callee")])
def test_all_pairs_of_one_browser_share_its_side(sources: list[ColumnSource], side: int, role: str) -> None:
    """Five browsers make five pairs for each side: more than are named one by one, with or without one of them."""
    made = _pairs_of(sources, (STABLE, OLD, ESR, "chromium:beta", "chromium:dev"))
    chosen = [place for place, source in enumerate(made) if source.column.address.split("+")[side] == ESR]
    assert call_group_name(chosen, made) == f"every pair with Firefox 153 as the {role}"
    assert call_group_name(chosen[1:], made) == "4 of 25 pairs"
    other = next(place for place in range(len(made)) if place not in chosen)
    assert call_group_name([*chosen[1:], other], made) == "5 of 25 pairs"


def _pairs_of(sources: list[ColumnSource], browsers: tuple[str, ...]) -> list[ColumnSource]:
    """Give a source for each pair of these browsers; browsers without a label are named by their address."""
    made = []
    for pair in itertools.product(browsers, repeat=2):
        sides = tuple(LABELS.get(each, each) for each in pair)
        view = dataclasses.replace(sources[0].view, label=" → ".join(sides))
        column = dataclasses.replace(sources[0].column, address=pair_address(*pair))
        made.append(dataclasses.replace(sources[0], column=column, view=view, sides=sides))
    return made
