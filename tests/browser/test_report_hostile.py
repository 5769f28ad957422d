"""What a browser says cannot do anything to the reader of a report: opened from the disk in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_run import hostile_run
from html_file import write_html_file
from report_browser import open_page, reader, said, wait_for
from selenium.webdriver import Chrome

from rtcmatrix.report.forms.html_site import write_site

WATCHED = """
window.alarms = [];
window.alert = (text) => window.alarms.push(text);
document.addEventListener("securitypolicyviolation", (told) => window.alarms.push(told.violatedDirective));
"""
HANDLERS = (
    "[...document.querySelectorAll('*')].flatMap((each) => each.getAttributeNames()).filter((name) => /^on/.test(name))"
)
STRANGE_LINKS = "[...document.links].filter((each) => !/^(https?|file):/.test(each.protocol))"
UNSEEN = r"/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(document.body.textContent)"
ALLOWED_SCRIPTS = {"reading.js", "facts.js"}


@pytest.fixture(scope="module")
def driver() -> Iterator[Chrome]:
    with reader() as started:
        started.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCHED})
        yield started


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    runs = [(folder, hostile_run())]
    write_site(runs, folder / "site")
    write_html_file(runs, folder / "single.html")
    return folder


def pages(folder: Path) -> list[Path]:
    return [*sorted((folder / "site").glob("*.html")), folder / "single.html"]


def test_nothing_runs_nothing_breaks_out_and_the_console_is_silent(driver: Chrome, folder: Path) -> None:
    said(driver)
    for page in pages(folder):
        open_page(driver, page)
        driver.execute_script("document.querySelectorAll('details').forEach((each) => { each.open = true; });")
        assert driver.execute_script("return window.alarms") == [], page.name
        headings = driver.execute_script("return [...document.querySelectorAll('h1')].map((each) => each.textContent)")
        assert "mine" not in headings, page.name
        scripts = driver.execute_script("return [...document.scripts].map((each) => each.getAttribute('src'))")
        assert {each for each in scripts if each} <= ALLOWED_SCRIPTS
        assert driver.execute_script(f"return {HANDLERS}") == []
        assert driver.execute_script(f"return {STRANGE_LINKS}") == []
    assert said(driver) == []


def test_what_is_hidden_elsewhere_is_seen(driver: Chrome, folder: Path) -> None:
    for page in pages(folder):
        open_page(driver, page)
        assert driver.execute_script(f"return {UNSEEN}") is False, page.name
        assert r"\u202e" in driver.execute_script("return document.body.textContent"), page.name


def test_searching_a_hostile_report_is_harmless(driver: Chrome, folder: Path) -> None:
    said(driver)
    for page in (folder / "site" / "index.html", folder / "single.html"):
        open_page(driver, page, "#?q=%3C%2Fscript%3E")
        wait_for(driver, "/ of .* rows/.test(document.querySelector('.found').textContent)")
        assert driver.execute_script("return window.alarms") == []
    assert said(driver) == []


@pytest.mark.parametrize("name", ["site/index.html", "single.html"])
def test_the_policy_holds_for_what_would_break_out(driver: Chrome, folder: Path, name: str) -> None:
    open_page(driver, folder / name)
    driver.execute_script("""
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
        const image = document.createElement("img");
        image.setAttribute("onerror", "window.ran = true");
        image.src = "https://example.invalid/x.png";
        document.body.append(image);
        document.body.setAttribute("style", "color: red");
    """)
    told = wait_for(driver, "window.alarms.length >= 3 && window.alarms")
    assert {"script-src-elem", "img-src", "style-src-attr"} <= set(told)
    assert driver.execute_script("return window.ran") is None
    said(driver)
