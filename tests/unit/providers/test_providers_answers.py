"""What Selenium Manager answers, and what providers make of it: a stand-in program, no browser and no network."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from asked_providers import Program, ask_for, reason, spec
from systems import POSIX

from rtcmatrix.model import Build, Unavailable
from rtcmatrix.providers import NotProvided, provide, selenium_manager, selenium_tool
from rtcmatrix.providers.selenium_tool import read_answer

pytestmark = POSIX

ANSWERS = Path(__file__).with_name("answers")


@pytest.mark.parametrize("name", ["chrome-beta", "edge-stable", "firefox-nightly"])
def test_a_refusal_of_selenium_manager_is_understood(name: str) -> None:
    """Recorded where the makers' hosts do not answer."""
    answer = read_answer((ANSWERS / f"refused-{name}.json").read_text(encoding="utf-8"))
    assert answer.code == 65
    assert answer.message.startswith("error sending request for url (https://")
    assert (answer.browser, answer.driver) == ("", "")


@pytest.mark.parametrize("output", ["", "no JSON", "[]", "{}", '{"result": 1}', '{"result": {"code": "x"}}'])
def test_an_invalid_answer_is_reported(output: str) -> None:
    with pytest.raises(NotProvided, match="answered"):
        read_answer(output, "thread panicked")


@pytest.fixture
def tool(path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], Path]:
    """Put a stand-in in the place of Selenium Manager that gives an answer and keeps what it was asked."""

    def put(answer: str, code: int = 0) -> Path:
        file, asked = path / "selenium-manager", path.parent / "asked"
        (path.parent / "answer").write_text(answer, encoding="utf-8")
        file.write_text(
            f'#!/bin/sh\necho "$@" >> "{asked}"\n/bin/cat "{path.parent / "answer"}"\nexit {code}\n', encoding="utf-8"
        )
        file.chmod(0o755)
        monkeypatch.setattr(selenium_tool, "find_tool", lambda: file)
        return asked

    selenium_manager.forget_silence()
    return put


def recorded(name: str, *, browser: str = "", driver: str = "") -> str:
    text = (ANSWERS / f"{name}.json").read_text(encoding="utf-8")
    return text.replace("@BROWSER@", browser).replace("@DRIVER@", driver)


def bring(address: str) -> Build:
    return selenium_manager.provide(spec(address), install=True, say=lambda _: None)


def test_selenium_manager_is_asked_for_a_channel_and_never_takes_what_is_on_path(
    tool: Callable[[str, int], Path], program: Program
) -> None:
    browser = program("cft", "Google Chrome for Testing 152.0.1.2")
    driver = program("cft-driver", "ChromeDriver 152.0.1.2")
    asked = tool(recorded("brought-chrome-beta", browser=browser, driver=driver), 0)
    build = bring("chrome:beta")
    assert (build.version, build.binary, build.driver, build.provider) == (
        "152.0.1.2",
        browser,
        driver,
        "selenium_manager",
    )
    for line in asked.read_text(encoding="utf-8").splitlines():
        assert line.startswith(
            "--browser chrome --browser-version beta "
            "--force-browser-download --skip-browser-in-path --skip-driver-in-path --timeout 15 "
        )
        assert line.endswith("--output json --avoid-stats --language-binding python")
    # Without install nothing is asked, and what was brought is found
    asked.unlink()
    assert selenium_manager.provide(spec("chrome:beta"), install=False, say=lambda _: None) == build
    assert not asked.exists()
    Path(driver).unlink()
    with pytest.raises(NotProvided, match="the downloaded files are missing"):
        selenium_manager.provide(spec("chrome:beta"), install=False, say=lambda _: None)


def test_selenium_manager_without_install_asks_nothing(tool: Callable[[str, int], Path]) -> None:
    asked = tool("", 1)
    assert reason("chrome:beta", provider="selenium_manager") == (
        'selenium_manager: not downloaded yet; "./rtc run --install-browsers" downloads it'
    )
    assert not asked.exists()


def test_the_reason_of_selenium_manager_is_one_line(tool: Callable[[str, int], Path]) -> None:
    tool(recorded("refused-chrome-beta"), 65)
    with pytest.raises(NotProvided) as caught:
        bring("chrome:beta")
    url = "https://googlechromelabs.github.io/chrome-for-testing/last-known-good-versions-with-downloads.json"
    assert caught.value.reason == f"error sending request for url ({url}) (code 65)"


def test_an_answer_without_paths_brings_nothing(tool: Callable[[str, int], Path]) -> None:
    """Recorded: without a network its answer is code 0 and two empty paths."""
    tool(recorded("offline-chrome-stable"), 0)
    with pytest.raises(NotProvided) as caught:
        bring("chrome:stable")
    warning = "Unable to discover proper chromedriver version in offline mode"
    assert caught.value.reason == f"downloaded no browser and no driver ({warning})"


def test_a_driver_without_browser_brings_nothing(tool: Callable[[str, int], Path], program: Program) -> None:
    """https://github.com/SeleniumHQ/selenium/issues/13794: code 0 and no browser path."""
    driver = program("msedgedriver", "Microsoft Edge WebDriver 152.0.1.2")
    tool(recorded("brought-chrome-beta", driver=driver), 0)
    with pytest.raises(NotProvided, match=r"^downloaded no browser$"):
        bring("edge:beta")


def test_a_download_that_takes_long_gets_more_time(tool: Callable[[str, int], Path]) -> None:
    said: list[str] = []
    asked = tool(recorded("interrupted-chrome-beta"), 65)
    with pytest.raises(NotProvided, match="error decoding response body"):
        selenium_manager.provide(spec("chrome:beta"), install=True, say=said.append)
    timeouts = re.findall(r"--timeout (\d+)", asked.read_text(encoding="utf-8"))
    assert [int(each) for each in timeouts] == [selenium_manager.ANSWER_TIMEOUT, selenium_manager.DOWNLOAD_TIMEOUT]
    assert said == [
        "Selenium Manager downloads chrome:beta",
        "chrome:beta takes longer than 15 s; it is downloaded again with more time",
    ]


def test_a_build_without_driver_is_not_taken(tool: Callable[[str, int], Path], program: Program) -> None:
    browser = program("firefox", "Mozilla Firefox 154.0")
    tool(json.dumps({"result": {"code": 0, "message": "", "driver_path": "", "browser_path": browser}}), 0)
    with pytest.raises(NotProvided, match="downloaded no driver"):
        bring("firefox:stable")


def test_what_selenium_manager_brings_is_never_another_channel(
    tool: Callable[[str, int], Path], program: Program
) -> None:
    browser = program("firefox", "Mozilla Firefox 153.7.0esr")
    driver = program("geckodriver", "geckodriver 0.36.0")
    tool(recorded("brought-chrome-beta", browser=browser, driver=driver), 0)
    with pytest.raises(NotProvided, match=r"it is Mozilla Firefox esr 153\.7\.0, not nightly"):
        bring("firefox:nightly")


def test_a_silent_network_is_asked_once(tool: Callable[[str, int], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    asked = tool(recorded("refused-chrome-beta"), 65)
    monkeypatch.setattr(selenium_manager, "SLOW", -1)
    for channel in ("beta", "dev", "canary"):
        with pytest.raises(NotProvided, match="error sending request"):
            bring(f"chrome:{channel}")
    assert len(asked.read_text(encoding="utf-8").splitlines()) == 1


def test_auto_gives_each_provider_a_word(path: Path) -> None:
    found = ask_for("edge:beta", provider="auto")
    assert isinstance(found, Unavailable)
    assert found.reasons == (
        ("installed", "not on PATH (microsoft-edge-beta)"),
        ("selenium_manager", 'not downloaded yet; "./rtc run --install-browsers" downloads it'),
        ("debian", "Debian does not package edge"),
    )


def test_a_cache_that_cannot_be_made_is_a_reason(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path.parent / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(path.parent / "file"))
    found = provide(spec("edge:beta", provider="selenium_manager"), install=True, say=lambda _: None)
    assert isinstance(found, Unavailable)
    assert found.reason.startswith("selenium_manager: not a directory: ")
