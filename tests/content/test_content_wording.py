"""Titles, reasons and messages of the shipped checks and probes are in the field's words, and can be searched for."""

from __future__ import annotations

from pathlib import Path

import pytest
from wording import names_something, words_not_used

from rtcmatrix.gather.probes import Probe, read_catalog
from rtcmatrix.model import Check
from rtcmatrix.runner.catalog import read_checks

ROOT = Path(__file__).parents[2]
PROBES = list(read_catalog(ROOT / "pages" / "probes").values())
EXCEPTIONS: dict[str, str] = {}
"""Check -> why its title names no identifier."""


@pytest.mark.parametrize("check", read_checks(ROOT), ids=lambda check: check.id)
def test_a_title_names_the_api_in_the_words_of_the_field(check: Check) -> None:
    assert words_not_used(f"{check.title} {check.why}") == []
    assert check.id in EXCEPTIONS or names_something(check.title), check.title
    assert check.basis == "MUST", "every shipped check says by which word of its section it judges"
    assert check.why, "the second sentence says what breaks in a product"


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.path)
def test_the_title_of_a_probe_names_the_api_too(probe: Probe) -> None:
    assert words_not_used(probe.title) == []
    assert names_something(probe.title), probe.title


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Whoever has no key sees no pictures.", ["whoever", "pictures"]),
        ("`pictures` is a member.", []),
        ("The stoldier", []),
    ],
)
def test_the_lint_finds_words(text: str, words: list[str]) -> None:
    assert words_not_used(text) == words


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("A receiver tells who speaks.", False),
        ("getSynchronizationSources() returns audioLevel.", True),
        ("`active` stops a layer.", True),
        ("ICE restarts.", True),
        ("Nice restarts.", False),
        ("Audio is silent after an RTCRtpSender is stopped.", True),
        ("The stream rejects with OverconstrainedError.", True),
    ],
)
def test_the_lint_finds_names(title: str, names: bool) -> None:
    assert names_something(title) is names
