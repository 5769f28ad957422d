"""The driver of an installed browser that has none: what Selenium Manager is asked, and what is said of its answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from asked_providers import Program, ask_for, reason

from rtcmatrix.model import Build
from rtcmatrix.providers import downloaded_driver
from rtcmatrix.providers.selenium_tool import Answer

Answering = Callable[..., list[list[str]]]


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Let Selenium Manager give an answer; returns the questions."""
    monkeypatch.setattr(downloaded_driver, "_silent", {})

    def let(*, takes: float = 0, **fields: Any) -> list[list[str]]:
        asked: list[list[str]] = []
        clock = [0.0]

        def run_tool(arguments: Sequence[str], *, deadline: float) -> Answer:
            assert deadline > downloaded_driver.TIMEOUT
            asked.append(list(arguments))
            clock[0] += takes
            return Answer(**{"code": 0, "message": "", "browser": "", "driver": "", **fields})

        monkeypatch.setattr(downloaded_driver, "run_tool", run_tool)
        monkeypatch.setattr("rtcmatrix.providers.downloaded_driver.time.monotonic", lambda: clock[0])
        return asked

    return let


def test_it_is_asked_for_the_installed_browser_alone(program: Program, answering: Answering) -> None:
    chrome = program("google-chrome", "Google Chrome 156.0.1.2")
    driver = program("downloaded", "ChromeDriver 156.0.9.9 (hash)")
    asked = answering(driver=driver)
    found = ask_for("chrome:stable")
    assert isinstance(found, Build)
    assert (found.provider, found.binary, found.driver, found.driver_version) == (
        "installed",
        chrome,
        driver,
        "156.0.9.9",
    )
    [arguments] = asked
    assert arguments[:4] == ["--browser", "chrome", "--browser-path", chrome]
    assert "--avoid-browser-download" in arguments


def test_a_driver_on_path_is_taken_without_asking(program: Program, answering: Answering) -> None:
    program("google-chrome", "Google Chrome 156.0.1.2")
    program("chromedriver", "ChromeDriver 156.0.9.9 (hash)")
    asked = answering(code=65)
    assert isinstance(ask_for("chrome:stable"), Build)
    assert asked == []


def test_what_was_tried_and_what_to_do_is_one_line(program: Program, answering: Answering) -> None:
    program("google-chrome", "Google Chrome 156.0.1.2")
    answering(code=65, message="error sending request for url (https://x.test/)\n\nCaused by: dns")
    assert reason("chrome:stable") == (
        "installed: Google Chrome 156.0.1.2 is installed, but no chromedriver 156 is on PATH, and Selenium Manager "
        "cannot download it: error sending request for url (https://x.test/) (code 65); connect to the internet, put "
        'chromedriver 156 on PATH, or name it as "driver" in the matrix'
    )


def test_a_driver_of_another_milestone_is_not_taken(program: Program, answering: Answering) -> None:
    program("microsoft-edge", "Microsoft Edge 156.0.1.2")
    answering(driver=program("downloaded", "Microsoft Edge WebDriver 155.0.3.4"))
    assert "cannot download it: it downloaded msedgedriver 155.0.3.4; " in reason("edge:stable")


@pytest.mark.parametrize(("takes", "questions"), [(0.1, 2), (60, 1)])
def test_an_unreachable_network_is_waited_for_once(
    program: Program, answering: Answering, takes: float, questions: int
) -> None:
    program("google-chrome", "Google Chrome 156.0.1.2")
    program("google-chrome-beta", "Google Chrome 157.0.1.2 beta")
    asked = answering(code=65, message="no answer", takes=takes)
    assert "no answer (code 65)" in reason("chrome:stable")
    assert "no answer (code 65)" in reason("chrome:beta")
    assert len(asked) == questions


def test_a_named_driver_and_a_browser_without_downloads_are_not_asked_for(
    program: Program, answering: Answering
) -> None:
    asked = answering(code=65)
    program("google-chrome", "Google Chrome 156.0.1.2")
    other = program("other", "ChromeDriver 150.1")
    assert "which does not support Google Chrome" in reason("chrome:stable", driver=other, provider="auto")
    program("chromium", "Chromium 156.0.1.2")
    assert reason("chromium:stable").endswith("no chromedriver 156 is on PATH")
    program("firefox-esr", "Mozilla Firefox 153.7.0esr")
    assert "Selenium Manager" not in reason("firefox:esr")
    assert asked == []
