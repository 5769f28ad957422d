"""Reproducer pages: what stands in them, how large they are, and that nothing in them leaves its place."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from html_elements import Elements
from made_up_run import ESR, OLD, STABLE, three_browsers

from rtcmatrix.compare import Column, columns_of
from rtcmatrix.model import Evidence, Run
from rtcmatrix.report.pages.reproducer.build import MOST_RECORDED, write_reproducers
from rtcmatrix.report.pages.reproducer.selection import differing_probes, reproducers
from rtcmatrix.report.view.columns import sources_of

PAGES = Path(__file__).parents[4] / "pages"
PROBES = sorted(file.relative_to(PAGES / "probes").as_posix() for file in (PAGES / "probes").rglob("*.js"))
LARGEST = 200_000
HOSTILE = '</script><img src=x onerror=alert(1)><!--\u202e"; --x'


def labelled(run: Run) -> list[tuple[str, Column]]:
    return [(column.address, column) for column in columns_of(run)]


def page_of(probe: str, columns: Sequence[tuple[str, Column]], site: Path) -> str:
    return (site / write_reproducers(site, [probe], columns, pages=PAGES)[probe]).read_text(encoding="utf-8")


def test_a_source_stands_there_as_it_is(tmp_path: Path) -> None:
    page = page_of("peer_connection/offer.js", labelled(three_browsers()), tmp_path)
    [text] = [
        text
        for _, attributes, text in Elements(page).found
        if attributes.get("id") == "probes/peer_connection/offer.js"
    ]
    source = (PAGES / "probes" / "peer_connection" / "offer.js").read_text(encoding="utf-8")
    assert text.strip() == source.replace("../../lib/", "lib/").strip()


def test_a_page_is_small_whatever_was_recorded(tmp_path: Path) -> None:
    probe = "api_surface/window.js"
    facts = {f"fact {number}": "x" * 100 for number in range(20_000)}
    evidence = [
        Evidence(probe=probe, browser=address, facts={**facts, "own": address}) for address in (STABLE, OLD, ESR)
    ]
    evidence[2] = dataclasses.replace(evidence[2], facts={"own": ESR})
    run = dataclasses.replace(three_browsers(), evidence=tuple(evidence))
    page = page_of(probe, labelled(run), tmp_path)
    assert len(page.encode()) < LARGEST
    recorded = json.loads(next(text for _, each, text in Elements(page).found if each.get("id") == "recorded"))
    assert [each["facts"] for each in recorded] == [None, None, {"own": ESR}]
    assert "more are in the report" in page
    assert MOST_RECORDED < LARGEST / 2


def test_what_was_observed_and_how_to_start_it_is_shown(tmp_path: Path) -> None:
    probe = "media_devices/devices.js"
    page = page_of(probe, labelled(three_browsers()), tmp_path)
    assert "Cameras and microphones are listed" in page
    assert 'href="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia"' in page
    assert "chromium --user-data-dir=rtc-profile" in page
    assert "media_devices-devices.html" in page
    assert "Fake Default Audio Output" in page  # a fact that differs


def test_hostile_words_stay_text(tmp_path: Path) -> None:
    probe = "media_devices/devices.js"
    run = three_browsers()
    hostile = dataclasses.replace(
        run,
        id=HOSTILE,
        checks=tuple(dataclasses.replace(each, title=HOSTILE, spec=f"javascript:{HOSTILE}") for each in run.checks),
        results=tuple(dataclasses.replace(each, message=HOSTILE) for each in run.results),
        provenances=tuple(
            dataclasses.replace(each, brand=HOSTILE, user_agent=HOSTILE, flags=(HOSTILE,)) for each in run.provenances
        ),
        evidence=tuple(
            dataclasses.replace(each, facts={HOSTILE: [HOSTILE, each.browser]}, message=HOSTILE)
            for each in run.evidence
        ),
    )
    page = page_of(probe, [(HOSTILE, column) for _, column in labelled(hostile)], tmp_path)
    plain = page_of(probe, labelled(run), tmp_path)

    def shape(text: str) -> set[str]:
        return {tag for tag, _, _ in Elements(text).found}

    assert shape(page) == shape(plain) - {"a"}  # an address that is none of the web is no link
    assert "\u202e" not in page
    assert not [each for _, attributes, _ in Elements(page).found for each in attributes if each.startswith("on")]
    assert "javascript:" not in "".join(str(a.get("href")) for _, a, _ in Elements(page).found)


@pytest.mark.parametrize("probe", ["no/such.js", "../lib/rtc.js", "../../pyproject.toml", "a\0b", ""])
def test_a_probe_that_is_not_there_has_no_page(probe: str, tmp_path: Path) -> None:
    assert write_reproducers(tmp_path, [probe], labelled(three_browsers()), pages=PAGES) == {}
    assert list(tmp_path.iterdir()) == []


def test_a_report_has_pages_of_the_probes_whose_columns_are_unlike(tmp_path: Path) -> None:
    run = three_browsers()
    real = dataclasses.replace(
        run,
        evidence=(
            Evidence(probe="peer_connection/offer.js", browser=STABLE, facts={"a": 1}),
            Evidence(probe="peer_connection/offer.js", browser=ESR, facts={"a": 2}),
            Evidence(probe="codecs/claims.js", browser=STABLE, facts={"a": 1}),
            Evidence(probe="codecs/claims.js", browser=ESR, facts={"a": 1}),
        ),
        results=(),
    )
    assert differing_probes(columns_of(real)) == ["peer_connection/offer.js"]
    href = reproducers(tmp_path, sources_of([(tmp_path, real)]))
    assert href("codecs/claims.js") is None
    assert href("peer_connection/offer.js") == "repro/peer_connection-offer.html"
    assert (tmp_path / "repro" / "peer_connection-offer.html").is_file()
