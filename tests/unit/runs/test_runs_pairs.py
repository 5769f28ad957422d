"""A pair of browsers consists of its sides, is kept in a baseline, and is compared with itself between runs."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from made_up_columns import launched, run_of, spec

from rtcmatrix.compare import calls_of, columns_of, compare_columns, every_column, pair_columns
from rtcmatrix.compare.cause import VERSION
from rtcmatrix.model import Json, Run, Status, is_pair, pair_address, sides_of
from rtcmatrix.runs import column_text, file_name, read_run
from rtcmatrix.runs.pairs import provenance_at, spec_at

ONE, OTHER = "chromium:stable", "firefox:esr"
PAIR = pair_address(ONE, OTHER)


def called(heard: Json, version: str = "156.0") -> Run:
    """Make up a run in which one called the other and each was looked at by itself."""
    facts: dict[str, dict[str, Json]] = {ONE: {"a": 1}, PAIR: {"offerer": {"heard": heard}, "answerer": {}}}
    alone = run_of(
        {ONE: version, OTHER: "153.0"},
        statuses={("pairs/hears", PAIR): Status.PASS},
        facts=facts,
    )
    return dataclasses.replace(alone, checks=tuple(dataclasses.replace(each, peers=2) for each in alone.checks))


def test_an_address_says_whether_it_is_a_pair_and_whose() -> None:
    assert is_pair(PAIR)
    assert not is_pair(ONE)
    assert sides_of(PAIR) == (ONE, OTHER)
    assert sides_of(ONE) == (ONE,)


def test_a_pair_is_no_column_of_the_overview_but_one_of_the_run() -> None:
    run = called(heard=True)
    assert [each.address for each in columns_of(run)] == [ONE, OTHER]
    assert [each.address for each in calls_of(run)] == [PAIR]
    assert [each.address for each in every_column(run)] == [ONE, OTHER, PAIR]


def test_a_pair_consists_of_its_sides() -> None:
    flagged = dataclasses.replace(launched(ONE, "156.0"), flags=("--mute-audio",), prefs={"a.b": 1})
    run = dataclasses.replace(
        called(heard=True),
        browsers=(dataclasses.replace(spec(ONE), flags=("--mute-audio",)), spec(OTHER)),
        provenances=(flagged, launched(OTHER, "153.0")),
    )
    what, asked = provenance_at(run, PAIR), spec_at(run, PAIR)
    assert what is not None
    assert asked is not None
    assert (what.address, what.version) == (PAIR, "156.0 \N{RIGHTWARDS ARROW} 153.0")
    assert (what.flags, what.prefs) == (("offerer --mute-audio",), {"offerer a.b": 1})
    assert (asked.address, asked.flags) == (PAIR, ("offerer --mute-audio",))


def test_a_pair_of_which_one_was_never_launched_is_unknown() -> None:
    run = dataclasses.replace(called(heard=True), provenances=(launched(ONE, "156.0"),))
    assert provenance_at(run, PAIR) is None
    assert provenance_at(run, OTHER) is None


def test_between_two_runs_a_pair_is_compared_with_itself() -> None:
    pairs = pair_columns(called(heard=True), called(heard=False, version="157.0"))
    (changed,) = [compare_columns(*each) for each in pairs if each[0].address == PAIR]
    (difference,) = changed.differences
    assert (difference.path, difference.before, difference.after) == ("offerer.heard", True, False)
    assert difference.cause == VERSION


def test_a_pair_is_kept_in_a_baseline(tmp_path: Path) -> None:
    run = called(heard=True)
    for address in (ONE, OTHER, PAIR):
        (tmp_path / file_name(address)).write_text(column_text(run, address, {}), encoding="utf-8")
    assert (tmp_path / "chromium-stable+firefox-esr.json").is_file()
    read = read_run(tmp_path)
    for before, after in pair_columns(read, run):
        assert compare_columns(before, after).differences == ()
    assert PAIR in [each.address for each in every_column(read)]
