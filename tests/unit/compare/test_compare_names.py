"""Who a group of columns is, in words, and which rows part them in the same way."""

from __future__ import annotations

import dataclasses

import pytest
from made_up_run import provenance

from rtcmatrix.compare import Column, ColumnNames, Group, Row, groups_in_words, splits_of
from rtcmatrix.compare.family import brand_of, family_of, milestone_of
from rtcmatrix.model import Level, Run

WHO = [
    ("chrome:stable", "Google Chrome", "156.0.1"),
    ("chrome:beta", "Google Chrome", "157.0.1"),
    ("chrome:dev", "Google Chrome", "158.0.1"),
    ("edge:stable", "Microsoft Edge", "156.0.2"),
    ("edge:beta", "Microsoft Edge", "157.0.2"),
    ("edge:dev", "Microsoft Edge", "158.0.2"),
    ("chromium:150", "Chromium", "150.0.3"),
    ("firefox:esr", "Mozilla Firefox", "153.7.0"),
    ("firefox:stable", "Mozilla Firefox", "160.0"),
]


def columns_of(*who: tuple[str, str, str], run: str = "one") -> list[Column]:
    launched = tuple(provenance(*each) for each in who)
    made = Run(id=run, format=1, tool="none", started_at="", provenances=launched)
    return [Column(run=made, address=each.address) for each in launched]


COLUMNS = columns_of(*WHO)
ALL = range(len(WHO))


@pytest.mark.parametrize(
    ("group", "among", "words"),
    [
        (ALL, ALL, "all browsers"),
        ([], ALL, "none"),
        ([0, 1, 2, 3, 4, 5, 6], ALL, "all Chromium browsers"),
        ([7, 8], ALL, "all Firefox browsers"),
        ([7], [0, 1, 7], "Firefox alone"),
        ([7], ALL, "Firefox ESR 153 alone"),
        ([0], [0, 7], "Chrome"),
        ([1], [0, 1], "Chrome beta"),
        ([0, 1, 2, 3, 4, 5, 6, 8], ALL, "all but Firefox ESR 153"),
        ([0, 1, 2, 3, 4, 6], ALL, "all Chromium browsers but Edge dev"),
        ([4, 5], ALL, "Edge beta, Edge dev"),
        ([3, 4, 5], ALL, "every Edge"),
        ([0, 4], ALL, "Chrome stable, Edge beta"),
        ([2, 5, 1, 4], ALL, "Chromium browsers from 157 on"),
        ([0, 3, 6], ALL, "Chromium browsers up to 156"),
        ([0, 1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4, 5, 6, 7], "all Chromium browsers"),
        ([0, 1, 2, 3, 4, 5, 7], ALL, "all but Chromium, Firefox stable"),
        ([6, 7], ALL, "Chromium, Firefox ESR 153"),
        ([3, 4, 5, 7, 8], ALL, "every Edge, all Firefox browsers"),
        ([0, 1], [0, 1, 7, 8], "all Chromium browsers"),
        ([0, 7], [0, 1, 7], "Chrome stable, Firefox"),
    ],
)
def test_groups(group: list[int], among: list[int], words: str) -> None:
    assert ColumnNames(COLUMNS).group(group, among) == words


def test_single_columns_have_a_name() -> None:
    names = ColumnNames(COLUMNS)
    assert [names.name(at) for at in ALL] == [
        "Chrome stable", "Chrome beta", "Chrome dev", "Edge stable", "Edge beta", "Edge dev", "Chromium 150",
        "Firefox ESR 153", "Firefox stable",
    ]  # fmt: skip


def test_columns_of_one_name_stay_distinct() -> None:
    older = ("chrome:stable", "Google Chrome", "155.0.9")
    names = ColumnNames([*COLUMNS[:1], *columns_of(older, run="two"), *columns_of(WHO[0], run="three")])
    told = [names.name(at) for at in range(3)]
    assert told[1] == "Chrome stable 155.0.9"
    assert len(set(told)) == 3
    assert told[2].endswith("of three")


def test_platforms_tell_columns_apart_before_versions_do() -> None:
    launched = [
        provenance("chrome:stable@linux", "Google Chrome", "156.0.1", channel="stable"),
        provenance("chrome:stable@macos", "Google Chrome", "156.0.2", channel="stable", platform="darwin arm64"),
        provenance("edge:beta@macos", "Microsoft Edge", "157.0.2", channel="beta", platform="darwin arm64"),
    ]
    made = Run(id="one", format=1, tool="none", started_at="", provenances=tuple(launched))
    names = ColumnNames([Column(run=made, address=each.address) for each in launched])
    assert [names.name(at) for at in range(3)] == ["Chrome stable on Linux", "Chrome stable on macOS", "Edge beta"]


def test_a_column_that_nobody_launched_is_named_by_its_address() -> None:
    empty = Run(id="one", format=1, tool="none", started_at="")
    assert ColumnNames([Column(run=empty, address="edge:beta")]).name(0) == "edge beta"


def row(*groups: tuple[int, ...], silent: tuple[int, ...] = (), path: str = "x") -> Row:
    made = tuple(Group(value=at, columns=group) for at, group in enumerate(groups))
    return Row(level=Level.FACT, subject="a/b.js", path=path, groups=made, silent=silent)


def test_columns_that_kept_silent_are_not_counted_among_all() -> None:
    both = row((0, 1, 2, 3, 4), (7,), silent=(5, 6, 8))
    assert groups_in_words(both, COLUMNS) == ("all Chromium browsers", "Firefox alone")


def test_rows_that_part_columns_alike_are_one_split() -> None:
    rows = [row((0,), (1,), path="a"), row((0, 1), (2,), path="b"), row((0, 1), (2,), path="c"), row((1, 2), (0,))]
    splits = splits_of(rows)
    assert [(split.groups, [each.path for each in split.rows]) for split in splits] == [
        (((0, 1), (2,)), ["b", "c"]),
        (((0,), (1,)), ["a"]),
        (((1, 2), (0,)), ["x"]),
    ]
    assert splits_of([]) == []


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Microsoft Edge", "Chromium"),
        ("chrome:beta", "Chromium"),
        ("HeadlessChrome", "Chromium"),
        ("Mozilla Firefox", "Firefox"),
        ("Safari", "Safari"),
        ("Ladybird", "Ladybird"),
    ],
)
def test_families(name: str, family: str) -> None:
    assert family_of(name) == family


@pytest.mark.parametrize(
    ("version", "milestone"), [("156.0.8078.79", 156), ("160", 160), ("", None), ("unknown", None)]
)
def test_milestones(version: str, milestone: int | None) -> None:
    assert milestone_of(version) == milestone


def test_a_maker_is_no_part_of_a_name() -> None:
    assert [brand_of(column) for column in COLUMNS[::3]] == ["Chrome", "Edge", "Chromium"]
    assert dataclasses.replace(COLUMNS[0], address="x:y").provenance is None


def test_the_run_of_a_group_is_named_once() -> None:
    nights = [*columns_of(*WHO, run="one"), *columns_of(*WHO, run="two")]
    names, later = ColumnNames(nights), len(WHO)
    assert names.group([later + 4, later + 5]) == "Edge beta, Edge dev of two"
    assert names.group([4, later + 5]) == "Edge beta of one, Edge dev of two"
