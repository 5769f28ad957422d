"""Every shipped probe is listed in pages/probes.json, and its reproducer page is self-contained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from html_elements import Elements
from made_up_run import three_browsers

from rtcmatrix.compare import columns_of
from rtcmatrix.gather.probes import catalog_json, read_catalog
from rtcmatrix.report.pages.reproducer.build import hrefs_of, write_reproducers

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "pages"
PROBES = sorted(file.relative_to(PAGES / "probes").as_posix() for file in (PAGES / "probes").rglob("*.js"))
LARGEST = 120_000
"""Bytes of a reproducer page without recorded observations: 0.6 of what a page may have."""


def test_the_committed_catalog_is_up_to_date() -> None:
    kept = (ROOT / "pages" / "probes.json").read_text(encoding="utf-8")
    now = catalog_json(read_catalog(ROOT / "pages" / "probes"))
    assert kept == now, "pages/probes.json is not what the probes say now: run `rtcmatrix probes --write`"


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A page of every probe there is."""
    site = tmp_path_factory.mktemp("site")
    columns = [(column.address, column) for column in columns_of(three_browsers())]
    hrefs = write_reproducers(site, PROBES, columns, pages=PAGES)
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


def test_no_page_of_a_probe_is_large(every: dict[str, str]) -> None:
    assert max(len(page.encode()) for page in every.values()) < LARGEST
