"""Titles name APIs between backticks: code in a page, plain where there is no markup, never markup of a browser."""

from __future__ import annotations

import re

from rtcmatrix.report.html.assets import asset_folder
from rtcmatrix.report.html.environment import coded, uncoded


def test_what_stands_between_backticks_is_code() -> None:
    assert coded("`a()` and `b`") == "<code>a()</code> and <code>b</code>"
    assert uncoded("`a()` and `b`") == "a() and b"


def test_markup_is_escaped_inside_and_outside() -> None:
    assert coded("<i>`<b>`") == "&lt;i&gt;<code>&lt;b&gt;</code>"


def test_a_single_backtick_stays() -> None:
    assert coded("a ` b") == "a ` b"
    assert uncoded("a ` b") == "a ` b"


def test_every_template_sets_the_title_of_a_check_in_code_font() -> None:
    templates = sorted(asset_folder("templates").glob("*.html"))
    shown = [
        (file.name, shown)
        for file in templates
        for shown in re.findall(r'class="title"[^>]*>\{\{ (.*?) \}\}', file.read_text(encoding="utf-8"))
    ]
    assert len(shown) >= 6
    assert [each for each in shown if not each[1].endswith("| coded")] == []
