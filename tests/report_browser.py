"""A Chromium that reads reports from the disk, for tests: it records console messages and takes a color scheme."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from node_tools import node_module
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.wait import WebDriverWait
from small_project import CHROMIUM, FIREFOX, find_build

from rtcmatrix.browsers import browser_of

DEADLINE = 60


@contextmanager
def reader() -> Iterator[Chrome]:
    """Start it, and end it."""
    build = find_build(CHROMIUM)
    options = ChromeOptions()
    options.binary_location = build.binary
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1400,900"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options=options, service=Service(build.driver))
    try:
        yield driver
    finally:
        driver.quit()


@contextmanager
def closing_firefox(folder: Path) -> Iterator[WebDriver]:
    """Start Firefox as runs do, and end it."""
    driver = browser_of(FIREFOX.name).start(find_build(FIREFOX), FIREFOX, folder)
    try:
        yield driver
    finally:
        driver.quit()


def open_page(driver: Chrome, page: Path, fragment: str = "") -> None:
    """Load a page from the disk, also where only the fragment differs."""
    driver.get("about:blank")
    driver.get(page.as_uri() + fragment)


def said(driver: Chrome) -> list[str]:
    """Take what the console said since it was last asked."""
    return [str(entry["message"]) for entry in driver.get_log("browser")]  # type: ignore[no-untyped-call]


def prefer(driver: Chrome, scheme: str) -> None:
    """Prefer light or dark."""
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def wait_for(driver: WebDriver, script: str, *arguments: object) -> Any:
    """Wait until an expression is true; give it."""
    wait = WebDriverWait(driver, DEADLINE, poll_frequency=0.02)
    return wait.until(lambda _: driver.execute_script(f"return {script}", *arguments))


def findings(driver: Chrome) -> list[str]:
    """Return the serious and critical violations axe-core finds on the open page; skip the test without axe-core."""
    driver.execute_script(node_module("axe-core/axe.min.js").read_text(encoding="utf-8"))
    # It would fetch the style sheet, which a report forbids.
    found = driver.execute_async_script(
        "const done = arguments[0];"
        "axe.run({ preload: false }).then((told) => done(told.violations), (fault) => done(String(fault)));"
    )
    assert isinstance(found, list), found
    return [
        f"{each['id']}: {node['target']} {node['html'][:200]}"
        for each in found
        if each["impact"] in {"serious", "critical"}
        for node in each["nodes"]
    ]
