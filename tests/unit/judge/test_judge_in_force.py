"""Which known differences count for a browser on a day: versions, expiry, and what a pattern of facts means."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rtcmatrix.judge.in_force import in_force, in_range, is_expired, speaks_of_fact
from rtcmatrix.model import KnownDifference, Status


def entry(**more: Any) -> KnownDifference:
    fields: dict[str, Any] = {"checks": ("a/x",), "browsers": ("chromium:*",), "expected": Status.FAIL}
    return KnownDifference(**{**fields, "bug": "https://bugs.example/1", "reason": "because", **more})


@pytest.mark.parametrize(
    ("version", "versions", "inside"),
    [
        ("156.0.8078.108", None, True),
        ("", None, True),
        ("150.0.7871.100", ">=150,<156", True),
        ("155.9", ">=150,<156", True),
        ("156.0", ">=150,<156", False),
        ("149.9.9", ">=150,<156", False),
        ("150.0.7871.100", "==150.*", True),
        ("151.0", "==150.*", False),
        ("150.0.7871.100", "!=150.*", False),
        ("155.0a1", ">=155", True),
        ("155.0a1", "<155", False),
        ("153.7.0esr", "==153.*", True),
        ("", ">=1", False),
        ("unknown", ">=1", False),
    ],
)
def test_a_version_is_in_a_range_by_its_numbers(version: str, versions: str | None, inside: bool) -> None:
    assert in_range(version, versions) is inside


@pytest.mark.parametrize(("today", "expired"), [("2027-01-30", False), ("2027-01-31", False), ("2027-02-01", True)])
def test_an_entry_counts_on_its_last_day_and_no_longer(today: str, expired: bool) -> None:
    one = entry(expires="2027-01-31")
    assert is_expired(one, date.fromisoformat(today)) is expired
    kept = in_force([one], address="chromium:150", version="150.0", today=date.fromisoformat(today))
    assert kept == (() if expired else (one,))


def test_what_counts_for_a_browser_names_it_and_its_version() -> None:
    other, old, every = entry(browsers=("firefox:*",)), entry(versions="<156"), entry()
    today = date(2027, 1, 1)
    assert in_force([other, old, every], address="chromium:stable", version="150.0", today=today) == (old, every)
    assert in_force([other, old, every], address="chromium:stable", version="156.0", today=today) == (every,)
    assert in_force([other, old, every], address="chromium:stable", version="", today=today) == (every,)


@pytest.mark.parametrize(
    ("address", "version", "counts"),
    [
        ("chrome:stable", "155.0.1", True),
        ("edge:dev", "155.0.3650.1", True),
        ("chromium:150@linux", "150.0.7871.100", True),
        ("chrome:canary", "158.0.1", False),
        ("chrome:beta", "", False),
        # Opera counts its own versions: which milestone 120 is cannot be told
        ("opera:stable", "120.0", False),
        ("chrome-for-ios:stable", "150.0", False),
        ("firefox:esr", "153.8.0", False),
        ("chrome:stable+edge:stable", "150.0", False),
        ("no-such-browser:stable", "150.0", False),
    ],
)
def test_an_engine_names_its_browsers_in_a_range_of_milestones(address: str, version: str, *, counts: bool) -> None:
    one = entry(browsers=(), engine="chromium", versions="<156")
    assert in_force([one], address=address, version=version, today=date(2027, 1, 1)) == ((one,) if counts else ())


def test_an_engine_without_versions_names_every_browser_that_is_built_on_it() -> None:
    one = entry(browsers=(), engine="chromium")
    named = [
        address
        for address in ("chrome:canary", "edge:stable", "opera:stable", "firefox:esr", "safari:stable", "x:y")
        if in_force([one], address=address, version="999.0", today=date(2027, 1, 1))
    ]
    assert named == ["chrome:canary", "edge:stable", "opera:stable"]


@pytest.mark.parametrize(
    ("pattern", "path", "speaks"),
    [
        ("codecs/a.js:sender.video", "sender.video", True),
        ("codecs/a.js:sender.video", "sender.video[0]", False),
        ("codecs/a.js:sender.video", "sender.videos", False),
        ("codecs/a.js:sender.video[*].mimeType", "sender.video[12].mimeType", True),
        ("codecs/a.js:sender.video[*].mimeType", "sender.video[12].sdpFmtpLine", False),
        ("codecs/a.js:sender.video[1]", "sender.video[1]", True),
        ("codecs/a.js:sender.video[1]", "sender.video1", False),
        ('codecs/*.js:stats["video/{VP8}"]', 'stats["video/{VP8}"]', True),
        ("codecs/{a,b}.js:*", "anything[0].at.all", True),
        ("codecs/b.js:*", "sender", False),
        ("codecs/a.js:a?c", "abc", False),
    ],
)
def test_in_the_path_of_a_fact_only_the_star_is_special(pattern: str, path: str, speaks: bool) -> None:
    assert speaks_of_fact(entry(checks=(), facts=(pattern,)), "codecs/a.js", path) is speaks
