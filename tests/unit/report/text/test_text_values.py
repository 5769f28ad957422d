"""Text of strangers is made visible; values are cut where nobody reads on."""

from __future__ import annotations

import pytest

from rtcmatrix.report.text.slugs import UniqueSlugs, slug
from rtcmatrix.report.text.values import item_text, web_address, whole
from rtcmatrix.visible import one_line, shortened, visible


def test_what_cannot_be_seen_is_written_out() -> None:
    assert visible("a\x1b[31m\u202eb\u200b") == "a\\u001b[31m\\u202eb\\u200b"
    assert visible("Grüße, 日本語 👍") == "Grüße, 日本語 👍"
    assert visible("a\nb\tc", keep="\n\t") == "a\nb\tc"
    assert one_line("a\r\n  b\n\nc") == "a b c"


def test_long_text_is_cut_with_a_word() -> None:
    assert shortened("x" * 200, 10) == "x" * 9 + "…"
    assert len(one_line("x" * 1_000_000)) == 160
    assert whole("x" * 100_001).endswith("… 1 more characters; the run has them")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("VP8", "VP8"),
        ("", '""'),
        (1, "1"),
        (None, "null"),
        ([1, "a"], '[1, "a"]'),
        ({}, "{}"),
        ({"mimeType": "video/VP8", "clockRate": 90000, "sdpFmtpLine": ""}, "video/VP8 · clockRate 90000"),
        ({"active": True, "n": {"a": 1}}, 'active true · n {"a": 1}'),
        ({"label": ""}, 'label ""'),
    ],
)
def test_items(value: object, text: str) -> None:
    assert item_text(value) == text


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("https://w3c.github.io/webrtc-pc/#x", True),
        ("http://x.example/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//x.example/", False),
        ("https://x.example/\u202e", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_only_web_addresses_are_links(text: str, linked: bool) -> None:
    assert (web_address(text) == text and bool(text)) is linked


def test_names_are_safe_and_unlike() -> None:
    names = UniqueSlugs()
    given = [names.of(key) for key in ("chrome:1", "chrome;1", "CHROME:1", "../..", "", "x" * 300, "x" * 301, "日本")]
    assert len(set(given)) == len(given)
    assert names.of("chrome:1") == given[0] == "chrome-1"
    assert all(len(name) < 70 and not name.startswith((".", "-")) for name in given)
    assert slug("..") == "x"
