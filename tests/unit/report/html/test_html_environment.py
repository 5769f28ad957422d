"""Titles name APIs between backticks: code in a page, plain where there is no markup, never markup of a browser."""

from __future__ import annotations

from rtcmatrix.report.html.environment import coded, uncoded


def test_what_stands_between_backticks_is_code() -> None:
    assert coded("`a()` and `b`") == "<code>a()</code> and <code>b</code>"
    assert uncoded("`a()` and `b`") == "a() and b"


def test_markup_is_escaped_inside_and_outside() -> None:
    assert coded("<i>`<b>`") == "&lt;i&gt;<code>&lt;b&gt;</code>"


def test_a_single_backtick_stays() -> None:
    assert coded("a ` b") == "a ` b"
    assert uncoded("a ` b") == "a ` b"
