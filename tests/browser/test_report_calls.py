"""The page of calls between browsers as a person reads it: on a telephone, in the dark, by links, on paper."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_up_calls import with_calls
from report_browser import findings, open_page, prefer, reader, said, wait_for
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from rtcmatrix.report.forms.html_site import write_site

PAGES = (
    "calls.html",
    "check-pairs-each_hears_the_other.html",
    "check-pairs-every_layer_arrives.html",
    "call-chromium-stable-firefox-esr.html",
    "index.html",
)
NARROW = {"width": 420, "height": 900, "deviceScaleFactor": 1, "mobile": True}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of two runs with calls."""
    home = tmp_path_factory.mktemp("calls")
    (home / "artifacts").mkdir()
    (home / "artifacts" / "recording.webm").write_bytes(b"no recording")
    later = dataclasses.replace(with_calls(), id="2026-01-03T03-04-05Z-cd34", started_at="2026-01-03T03:04:05Z")
    return write_site([(home, with_calls()), (home, later)], home / "site").parent


@pytest.fixture(scope="module")
def driver() -> Iterator[Chrome]:
    with reader() as started:
        yield started


@pytest.fixture(autouse=True)
def _silence(driver: Chrome) -> Iterator[None]:
    """No page of a report may make the console say anything."""
    said(driver)
    yield
    assert said(driver) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(driver: Chrome, site: Path, scheme: str) -> None:
    prefer(driver, scheme)
    for page in PAGES:
        open_page(driver, site / page)
        driver.execute_script("document.querySelectorAll('details').forEach((each) => { each.open = true; });")
        assert findings(driver) == [], page


def test_nothing_is_wider_than_a_telephone(driver: Chrome, site: Path) -> None:
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", NARROW)
    try:
        for page in PAGES:
            open_page(driver, site / page)
            driver.execute_script("document.querySelectorAll('details').forEach((each) => { each.open = true; });")
            assert driver.execute_script("return document.documentElement.scrollWidth") <= 420, page
        open_page(driver, site / "calls.html")
        cell = driver.find_element(By.CSS_SELECTOR, ".calls td.cell")
        named = "return getComputedStyle(arguments[0], '::before').content"
        assert driver.execute_script(named, cell) == '"Chromium 156"'
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def follow(driver: Chrome, link: str) -> None:
    """Open a link by the keyboard: a page that is still scrolling has no place to click on."""
    before = driver.current_url
    driver.find_element(By.CSS_SELECTOR, link).send_keys(Keys.ENTER)
    wait_for(driver, "location.href !== arguments[0] && document.readyState === 'complete'", before)


def test_a_result_leads_to_the_pair_on_the_page_of_its_check(driver: Chrome, site: Path) -> None:
    open_page(driver, site / "index.html")
    follow(driver, "nav a[href='calls.html']")
    follow(driver, ".call-check .status.fail")
    assert driver.current_url.endswith("check-pairs-each_hears_the_other.html#call-chromium-stable-firefox-esr")
    row = driver.find_element(By.CSS_SELECTOR, "tr:target")
    assert row.text.startswith("Chromium 156")
    assert "the answerer did not hear the tone" in row.text
    follow(driver, "tr:target th a")
    assert "/call-chromium-stable-firefox-esr.html" in driver.current_url


def test_tables_are_reached_and_read_by_keys(driver: Chrome, site: Path) -> None:
    open_page(driver, site / "calls.html")
    regions = set()
    for _ in range(40):
        driver.switch_to.active_element.send_keys(Keys.TAB)
        if driver.switch_to.active_element.get_attribute("role") == "region":
            regions.add(driver.switch_to.active_element.get_attribute("aria-label"))
    assert any(each and each.startswith("How many checks work in each pair") for each in regions)


def test_without_javascript_everything_can_be_read(driver: Chrome, site: Path) -> None:
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        open_page(driver, site / "calls.html")
        assert driver.find_element(By.CSS_SELECTOR, ".call-check .status.timeout").is_displayed()
        assert driver.find_element(By.CSS_SELECTOR, ".sums td a").text == "4 of 4 work"
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_what_is_printed_is_on_white(driver: Chrome, site: Path) -> None:
    open_page(driver, site / "calls.html")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert not driver.find_element(By.CSS_SELECTOR, "nav").is_displayed()
        assert driver.execute_script("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    finally:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
