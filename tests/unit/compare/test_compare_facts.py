"""Facts set against each other: examples by hand, and properties over made-up values."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

import pytest

from rtcmatrix.compare import Absent, compare_facts
from rtcmatrix.compare.facts import member, value_at
from rtcmatrix.model import ListChange

HOSTILE = [
    "",
    ".",
    "a.b",
    "a[0]",
    '"',
    "'",
    "\\",
    "\n",
    "\x00",
    "</script>",
    "\u202e",
    "é",
    "video/VP8",
    "__proto__",
    "0",
]


def changed(before: Any, after: Any) -> list[tuple[str, Any, Any]]:
    compared = compare_facts({"x": before}, {"x": after})
    return [(each.path, each.before, each.after) for each in compared.changes]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (1, 1.0, []),
        (0, -0.0, []),
        (1, True, [("x", 1, True)]),
        (0, False, [("x", 0, False)]),
        ([1, 0], [True, False], [("x", [1, 0], [True, False])]),
        (None, 0, [("x", None, 0)]),
        ("1", 1, [("x", "1", 1)]),
        ({}, [], [("x", {}, [])]),
        ({}, {}, []),
        ([], [], []),
        ({"a": 1}, {"a": None}, [("x.a", 1, None)]),
        ({"a": None}, {}, [("x.a", None, Absent.ABSENT)]),
        ({}, {"a": None}, [("x.a", Absent.ABSENT, None)]),
        ({"a": {"b": 1}}, {"a": 3}, [("x.a", {"b": 1}, 3)]),
        ({"video/VP8": 1}, {"video/VP8": 2}, [('x["video/VP8"]', 1, 2)]),
        ([[1, {"a": 1.0}]], [[1.0, {"a": 1}]], []),
    ],
)
def test_values(before: Any, after: Any, expected: list[tuple[str, Any, Any]]) -> None:
    assert changed(before, after) == expected


def test_a_path_distinguishes_identifiers_from_other_names() -> None:
    assert member("", "settings") == "settings"
    assert member("settings", "width") == "settings.width"
    assert member("", "a.b") == '["a.b"]'
    paths = {member(member("x", one), other) for one in HOSTILE for other in HOSTILE}
    assert len(paths) == len(HOSTILE) ** 2


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["VP8", "H264"], ["H264", "VP8"], ListChange(moved=("H264",))),
        (["a", "b", "c", "d"], ["d", "a", "b", "c"], ListChange(moved=("d",))),
        (["a", "b", "c"], ["a", "c"], ListChange(removed=("b",))),
        (["a", "c"], ["a", "b", "c", "b"], ListChange(added=("b", "b"))),
        (["a", "a"], ["a"], ListChange(removed=("a",))),
        (["a", "b"], ["b", "c"], ListChange(removed=("a",), added=("c",))),
        (["a", "b", "c"], ["c", "b", "x"], ListChange(removed=("a",), added=("x",), moved=("c",))),
        ([1, "1", True, None], [None, True, "1", 1], ListChange(moved=(None, True, "1"))),
        ([{"a": 1}], [{"a": 1}, {"a": 2}], ListChange(added=({"a": 2},))),
        ([{"name": "a", "n": 1}], [{"name": "b", "n": 1}], None),
    ],
)
def test_lists(before: list[Any], after: list[Any], expected: ListChange | None) -> None:
    (change,) = compare_facts({"x": before}, {"x": after}).changes
    if expected is None:
        expected = ListChange(removed=tuple(before), added=tuple(after))
    assert change.items is not None
    assert (change.items.added, change.items.removed) == (expected.added, expected.removed)
    assert len(change.items.moved) == len(expected.moved)
    assert (change.before, change.after) == (before, after)


def codec(name: str, line: str = "", **more: Any) -> dict[str, Any]:
    return {"mimeType": f"video/{name}", "clockRate": 90000, "sdpFmtpLine": line, **more}


def test_one_codec_of_a_list_differs_inside() -> None:
    before = [codec("VP8"), codec("H264", "profile=42"), codec("H264", "profile=64")]
    after = [codec("VP8"), codec("H264", "profile=42"), codec("H264", "profile=77")]
    assert changed(before, after) == [("x[2].sdpFmtpLine", "profile=64", "profile=77")]


def test_an_item_that_moved_and_changed_is_both() -> None:
    before = [{"id": "a", "v": 1}, {"id": "b", "v": 1}, {"id": "c", "v": 1}]
    after = [{"id": "c", "v": 2}, {"id": "a", "v": 1}, {"id": "b", "v": 1}]
    compared = compare_facts({"x": before}, {"x": after})
    assert [each.path for each in compared.changes] == ["x", "x[2].v"]
    assert compared.changes[0].items == ListChange(moved=({"id": "c", "v": 2},))


def test_things_are_not_paired_by_an_identity_that_two_of_them_share() -> None:
    before = [{"kind": "audio", "v": 1}, {"kind": "audio", "v": 2}]
    after = [{"kind": "audio", "v": 3}, {"kind": "audio", "v": 4}]
    assert [each[0] for each in changed(before, after)] == ["x"]


def test_a_nameless_item_at_the_same_place_differs_inside() -> None:
    assert changed([{"active": True}], [{"active": False}]) == [("x[0].active", True, False)]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a", 1),
        ("b.c", 2),
        ('b["video/VP8"].x', 3),
        ('b["]\\"["]', 4),
        ("l[2].id", [1, 2]),
        ("l", [1, 2]),
        ("b.missing", Absent.ABSENT),
        ("a.c", Absent.ABSENT),
        ("missing.c", Absent.ABSENT),
    ],
)
def test_what_stands_at_a_path(path: str, expected: Any) -> None:
    facts = {"a": 1, "b": {"c": 2, "video/VP8": {"x": 3}, ']"[': 4}, "l": [1, 2]}
    assert value_at(facts, path) == expected


@pytest.mark.parametrize("one", HOSTILE)
def test_any_name_is_found_by_the_path_that_names_it(one: str) -> None:
    assert value_at({"x": {one: {"y": 7}}}, member(member(member("", "x"), one), "y")) == 7


def test_what_is_equal_is_given_too() -> None:
    compared = compare_facts({"a": {"b": 1, "c": [1, 2]}, "d": 2}, {"a": {"b": 1.0, "c": [1, 2]}, "d": 3})
    assert compared.equal == (("a.b", 1), ("a.c", [1, 2]))


def made_up(source: random.Random, depth: int = 0) -> Any:
    """Make a JSON value."""
    sort = source.randrange(8 if depth < 5 else 6)
    if sort == 6:
        return [made_up(source, depth + 1) for _ in range(source.randrange(5))]
    if sort == 7:
        return {source.choice([*HOSTILE, "id", "name", "width"]): made_up(source, depth + 1) for _ in range(4)}
    return [None, True, source.randrange(3), source.random(), source.choice(HOSTILE), False][sort]


def altered(value: Any, source: random.Random) -> Any:
    """Change something somewhere in a value, or nothing."""
    if isinstance(value, dict) and value:
        key = source.choice(list(value))
        return {**value, key: altered(value[key], source)}
    if isinstance(value, list) and value:
        return source.sample(value, len(value)) if source.random() < 0.5 else value[1:]
    return made_up(source)


@pytest.mark.parametrize("seed", range(150))
def test_properties(seed: int) -> None:
    source = random.Random(seed)
    before = {"x": made_up(source), "y": made_up(source)}
    after = altered(before, source) if seed % 3 else {"x": made_up(source), "y": made_up(source)}
    assert compare_facts(before, copy.deepcopy(before)).changes == ()
    assert compare_facts(before, json.loads(json.dumps(before))).changes == ()
    there, back = compare_facts(before, after), compare_facts(after, before)
    assert len(there.changes) == len(back.changes)
    assert len(there.equal) == len(back.equal)
    assert len({each.path for each in there.changes}) == len(there.changes)
    for one, other in zip(there.changes, back.changes, strict=True):
        if one.items and other.items:
            assert len(one.items.added) == len(other.items.removed)
            assert len(one.items.moved) == len(other.items.moved)
    if not there.changes:
        assert before == after


def test_deep_nesting_is_walked() -> None:
    def deep(leaf: int) -> Any:
        value: Any = leaf
        for level in range(95):
            value = {"a": value} if level % 2 else [value]
        return value

    (change,) = compare_facts({"x": deep(1)}, {"x": deep(2)}).changes
    assert change.path.startswith("x")
    assert compare_facts({"x": deep(1)}, {"x": deep(1)}).changes == ()


def test_long_lists_take_no_time_worth_mentioning() -> None:
    before = list(range(20_000))
    after = before[::-1]
    (change,) = compare_facts({"x": before}, {"x": after}).changes
    assert change.items is not None
    assert len(change.items.moved) == 19_999
