"""The report as a person reads it: searched, filtered, by keys, in the dark, on a telephone, without JavaScript."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from html_file import write_html_file
from made_up_run import OLD, STABLE, evidence, three_browsers
from report_browser import closing_firefox, findings, open_page, prefer, reader, said, wait_for
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from rtcmatrix.model import Check, Run
from rtcmatrix.report.forms.html_site import write_site

NEXT = "2026-01-03T03-04-05Z-cd34"
SOME_CHECK = "check-codecs-h264_is_offered.html"
PAGES = (
    "index.html",
    "pair-chromium-stable--chromium-150.html",
    "pair-chromium-stable--firefox-esr.html",
    "browser-firefox-esr.html",
    SOME_CHECK,
    "check-getusermedia-tone_is_heard.html",
    "trend.html",
)


def with_metrics() -> Run:
    """The made-up run with a metric whose repeats scatter, and one that moved."""
    run = three_browsers()
    scatter = random.Random(1)
    repeats = tuple(
        evidence("codecs/rate.js", browser, {"noisy": (repeat + (browser == OLD)) % 2, "same": 1}, repeat=repeat,
                 metrics={"fps": middle + scatter.random(), "steady_ms": 20 + scatter.random()})
        for browser, middle in ((STABLE, 30), (OLD, 20))
        for repeat in range(10)
    )  # fmt: skip
    check = Check(
        id="codecs/rate", title="Frames come at their rate", probe="codecs/rate.js", spec="https://example.org/"
    )
    return dataclasses.replace(run, evidence=(*run.evidence, *repeats), checks=(*run.checks, check))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of one run."""
    return write_site([(Path("nowhere"), with_metrics())], tmp_path_factory.mktemp("one") / "site").parent


@pytest.fixture(scope="module")
def over_time(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of two runs, with everything a report can have."""
    first = with_metrics()
    kept = tuple(each for each in first.evidence if each.probe != "peer_connection/preferences.js")
    later = dataclasses.replace(first, id=NEXT, started_at="2026-01-03T03:04:05Z", evidence=kept)
    runs = [(Path("nowhere"), run) for run in (first, later)]
    return write_site(runs, tmp_path_factory.mktemp("two") / "site").parent


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


def rows_left(driver: Chrome) -> list[str]:
    found: list[str] = driver.execute_script(
        "return [...document.querySelectorAll('tr.row')].filter((row) => row.checkVisibility())"
        ".map((row) => row.querySelector('.title, th code').textContent)"
    )
    return found


def search(driver: Chrome, text: str) -> None:
    driver.find_element(By.NAME, "q").send_keys(text)
    wait_for(driver, "document.querySelector('.found').textContent !== ''")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(driver: Chrome, over_time: Path, scheme: str) -> None:
    prefer(driver, scheme)
    for page in PAGES:
        open_page(driver, over_time / page)
        driver.execute_script("document.querySelectorAll('details').forEach((each) => { each.open = true; });")
        assert findings(driver) == [], page


def test_a_search_leaves_the_rows_that_say_so_and_is_an_address(driver: Chrome, site: Path) -> None:
    open_page(driver, site / "index.html")
    search(driver, "resizemode none")
    assert rows_left(driver) == ["outcome.value.resizeMode"]
    assert "1 of " in driver.find_element(By.CSS_SELECTOR, ".found[aria-live]").text
    address = driver.current_url
    assert address.endswith("#?q=resizemode+none")
    driver.get("about:blank")
    driver.get(address)
    assert rows_left(driver) == ["outcome.value.resizeMode"]


def test_filters_narrow_together(driver: Chrome, site: Path) -> None:
    open_page(driver, site / "index.html", "#?level=status&status=timeout")
    assert set(rows_left(driver)) == {"A call with AV1 shows decoded frames"}
    open_page(driver, site / "index.html", "#?area=permissions&level=fact")
    assert rows_left(driver) == ["microphone"]
    open_page(driver, site / "index.html", "#?cause=noise")
    assert rows_left(driver) == ["noisy"]
    driver.find_element(By.CSS_SELECTOR, "button[type=reset]").click()
    assert "#?" not in driver.current_url
    assert len(rows_left(driver)) > 10


def test_what_is_the_same_everywhere_is_found_too(driver: Chrome, site: Path) -> None:
    open_page(driver, site / "index.html")
    search(driver, "NotAllowedError")
    wait_for(driver, "!document.querySelector('.same-found').hidden")
    driver.find_element(By.CSS_SELECTOR, ".same-found summary").click()
    links = driver.find_elements(By.CSS_SELECTOR, ".same-list a")
    assert [link.text for link in links] == ["permissions/denied.js", "permissions/policy.js"]
    links[0].click()
    wait_for(driver, "location.pathname.endsWith('check-permissions-denied_rejects.html')")
    assert driver.find_element(By.ID, "facts").is_displayed()


def test_keys_do_what_the_list_of_keys_says(driver: Chrome, site: Path) -> None:
    open_page(driver, site / "index.html")
    body = driver.find_element(By.TAG_NAME, "body")
    body.send_keys("/")
    assert driver.switch_to.active_element.get_attribute("name") == "q"
    driver.switch_to.active_element.send_keys("h264")
    wait_for(driver, "location.hash === '#?q=h264'")
    driver.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    first = driver.switch_to.active_element.text
    assert first
    driver.switch_to.active_element.send_keys("j")
    assert driver.switch_to.active_element.text != first
    driver.switch_to.active_element.send_keys("k")
    assert driver.switch_to.active_element.text == first
    driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    wait_for(driver, "!location.hash.startsWith('#?')")
    body.send_keys("?")
    assert driver.find_element(By.CSS_SELECTOR, "dialog.keys").is_displayed()
    driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    search(driver, "VP8 is offered")
    driver.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    wait_for(driver, "location.pathname.endsWith('check-codecs-vp8_is_offered.html')")


def test_focus_is_seen(driver: Chrome, site: Path) -> None:
    open_page(driver, site / "index.html")
    driver.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    skip = driver.switch_to.active_element
    assert skip.text == "Skip to content"
    assert skip.rect["x"] >= 0
    skip.send_keys(Keys.TAB)
    assert "2px" in driver.switch_to.active_element.value_of_css_property("outline")


def test_without_javascript_everything_can_be_read(driver: Chrome, over_time: Path) -> None:
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        for page in PAGES:
            open_page(driver, over_time / page)
            assert not driver.find_elements(By.CSS_SELECTOR, "form.filters:not([hidden])")
            assert driver.find_element(By.TAG_NAME, "h1").is_displayed()
        open_page(driver, over_time / "index.html")
        fold = driver.find_element(By.CSS_SELECTOR, "#changed details.fold summary")
        row = driver.find_element(By.CSS_SELECTOR, "#changed details.fold tr.row")
        if not row.is_displayed():
            fold.click()
        assert row.is_displayed()
        driver.get((over_time / "index.html").as_uri() + "#area-codecs")
        assert driver.find_element(By.ID, "area-codecs").is_displayed()
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_nothing_is_wider_than_a_telephone(driver: Chrome, over_time: Path) -> None:
    metrics = {"width": 420, "height": 900, "deviceScaleFactor": 1, "mobile": True}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        for page in PAGES:
            open_page(driver, over_time / page)
            driver.execute_script("document.querySelectorAll('details').forEach((each) => { each.open = true; });")
            assert driver.execute_script("return document.documentElement.scrollWidth") <= 420, page
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_what_is_printed_is_open(driver: Chrome, site: Path) -> None:
    open_page(driver, site / "index.html")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert not driver.find_element(By.CSS_SELECTOR, "form.filters").is_displayed()
        assert driver.execute_script("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    finally:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_one_file_is_read_page_by_page(driver: Chrome, tmp_path: Path) -> None:
    file = write_html_file([(tmp_path, with_metrics())], tmp_path / "report.html")
    open_page(driver, file)
    pages = "[...document.querySelectorAll('article.page')].filter((each) => !each.hidden).map((each) => each.id)"
    assert driver.execute_script(f"return {pages}") == ["index"]
    driver.find_element(By.CSS_SELECTOR, "#index a.title").click()
    wait_for(driver, f"{pages}[0].startsWith('check-')")
    broken = driver.execute_script(
        "return [...document.querySelectorAll('a[href]')].map((each) => each.getAttribute('href'))"
        ".filter((href) => !/^https?:/.test(href) && !document.getElementById(href.slice(1)))"
    )
    assert broken == []
    assert driver.execute_script("return performance.getEntriesByType('resource').map((each) => each.name)") == []
    open_page(driver, file, "#?q=NotAllowedError")
    wait_for(driver, "!document.querySelector('.same-found').hidden")
    ids = driver.execute_script("return [...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(set(ids)) == len(ids)


def test_firefox_searches_a_report_from_the_disk_as_well(
    site: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    single = write_html_file([(tmp_path, with_metrics())], tmp_path / "report.html")
    with closing_firefox(tmp_path_factory.mktemp("f")) as firefox:
        for page in (site / "index.html", single):
            firefox.get("about:blank")
            firefox.get(page.as_uri() + "#?q=NotAllowedError")
            wait_for(firefox, "document.querySelectorAll('.same-list li').length === 2")
            assert (
                firefox.execute_script("return getComputedStyle(document.querySelector('.filters')).display") == "flex"
            )
