"""Reproducer pages: what stands in them, how large they are, and that nothing in them leaves its place."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from made_up_run import ESR, OLD, STABLE, three_browsers

from rtcmatrix.compare import Column, columns_of
from rtcmatrix.model import Evidence, Run
from rtcmatrix.report.pages.reproducer.build import MOST_RECORDED, hrefs_of, write_reproducers
from rtcmatrix.report.pages.reproducer.selection import differing_probes, reproducers
from rtcmatrix.report.view.columns import sources_of

PAGES = Path(__file__).parents[4] / "pages"
PROBES = sorted(file.relative_to(PAGES / "probes").as_posix() for file in (PAGES / "probes").rglob("*.js"))
LARGEST = 200_000
HOSTILE = '</script><img src=x onerror=alert(1)><!--\u202e"; --x'


class Elements(HTMLParser):
    """Every element of a page, with its attributes and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.found:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text + data)


def labelled(run: Run) -> list[tuple[str, Column]]:
    return [(column.address, column) for column in columns_of(run)]


def page_of(probe: str, columns: Sequence[tuple[str, Column]], site: Path) -> str:
    return (site / write_reproducers(site, [probe], columns, pages=PAGES)[probe]).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A page of every probe there is."""
    site = tmp_path_factory.mktemp("site")
    hrefs = write_reproducers(site, PROBES, labelled(three_browsers()), pages=PAGES)
    assert hrefs == hrefs_of(PROBES)
    return {probe: (site / href).read_text(encoding="utf-8") for probe, href in hrefs.items()}


def test_every_probe_has_a_page_that_needs_nothing_else(every: dict[str, str]) -> None:
    assert len(set(hrefs_of(PROBES).values())) == len(PROBES) == len(every)
    for probe, page in every.items():
        elements = Elements(page).found
        loading = [(tag, attributes) for tag, attributes, _ in elements if "src" in attributes or tag == "iframe"]
        assert loading == [], probe
        assert [attributes["href"] for tag, attributes, _ in elements if tag == "link"] == ["data:,"]


def test_every_source_of_a_page_stands_in_it_under_the_name_it_is_imported_by(every: dict[str, str]) -> None:
    for probe, page in every.items():
        sources = {
            str(attributes["id"]): text
            for tag, attributes, text in Elements(page).found
            if tag == "script" and attributes.get("type") == "text/plain"
        }
        wanted = {name for text in sources.values() for name in re.findall(r'\bfrom "([^"]+)"', text)}
        started = {name for text in sources.values() for name in re.findall(r'new URL\("([^"]+\.js)"', text)}
        assert wanted | started <= sources.keys(), probe
        assert f"probes/{probe}" in sources


def test_a_source_stands_there_as_it_is(every: dict[str, str]) -> None:
    [text] = [
        text
        for _, attributes, text in Elements(every["peer_connection/offer.js"]).found
        if attributes.get("id") == "probes/peer_connection/offer.js"
    ]
    source = (PAGES / "probes" / "peer_connection" / "offer.js").read_text(encoding="utf-8")
    assert text.strip() == source.replace("../../lib/", "lib/").strip()


def test_only_scripts_with_the_nonce_run_and_it_is_another_on_each_page(every: dict[str, str]) -> None:
    nonces = set()
    for page in every.values():
        [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
        [nonce] = set(re.findall(r"'nonce-([\w-]+)'", policy))
        assert policy.startswith("default-src 'none'; script-src 'nonce-")
        assert "unsafe" not in policy
        running = [
            attributes
            for tag, attributes, _ in Elements(page).found
            if tag == "script" and attributes.get("type") not in {"text/plain", "application/json"}
        ]
        assert [each["nonce"] for each in running] == [nonce]
        nonces.add(nonce)
    assert len(nonces) == len(every)


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


def test_no_page_of_a_probe_is_large(every: dict[str, str]) -> None:
    assert max(len(page.encode()) for page in every.values()) < LARGEST * 0.6


def test_what_was_seen_and_how_to_start_it_is_told(tmp_path: Path) -> None:
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
