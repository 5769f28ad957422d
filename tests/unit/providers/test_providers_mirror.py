"""Mirrors are passed to Selenium Manager without showing their credentials anywhere: a stand-in program, no network."""

import json
from pathlib import Path

import pytest
from asked_providers import spec

from rtcmatrix.matrix import Mirror, ProviderSettings
from rtcmatrix.model import Unavailable
from rtcmatrix.providers import provide, selenium_manager, selenium_tool
from rtcmatrix.providers.selenium_mirror import mirror_environment, name_mirror, select_mirror

SECRET = "t0ken"
CHROME = Mirror(browser=f"https://user:{SECRET}@mirror.test/chrome/", driver="https://mirror.test/driver")
SETTINGS = ProviderSettings(mirrors={"chrome": CHROME})
LIST = "last-known-good-versions-with-downloads.json"


@pytest.fixture
def tool(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a stand-in in the place of Selenium Manager; returns the file in which it keeps how it was called."""
    file, called = path / "selenium-manager", path.parent / "called"
    parsing = f"Error parsing JSON from URL https://user:{SECRET}@mirror.test/chrome/{LIST} EOF while parsing a value"
    (path.parent / "answer").write_text(json.dumps({"result": {"code": 65, "message": parsing}}), encoding="utf-8")
    file.write_text(
        f'#!/bin/sh\necho "$@|$SE_BROWSER_MIRROR_URL|$SE_DRIVER_MIRROR_URL" >> "{called}"\n'
        f'/bin/cat "{path.parent / "answer"}"\nexit 65\n',
        encoding="utf-8",
    )
    file.chmod(0o755)
    monkeypatch.setattr(selenium_tool, "find_tool", lambda: file)
    for variable in ("SE_BROWSER_MIRROR_URL", "SE_DRIVER_MIRROR_URL"):
        monkeypatch.delenv(variable, raising=False)
    selenium_manager.forget_silence()
    return called


def refusal(address: str) -> str:
    chosen = spec(address, provider="selenium_manager")
    found = provide(chosen, install=True, say=lambda _: None, settings=SETTINGS)
    assert isinstance(found, Unavailable)
    return found.reason


def test_a_mirror_is_passed_in_the_environment_and_not_as_an_argument(tool: Path) -> None:
    refusal("chrome:beta")
    arguments, browser, driver = tool.read_text(encoding="utf-8").splitlines()[0].split("|")
    assert (browser, driver) == (CHROME.browser, CHROME.driver)
    assert "mirror" not in arguments


def test_a_browser_without_mirror_gets_none(tool: Path) -> None:
    assert "mirror" not in refusal("edge:beta").partition("from URL")[0]
    assert tool.read_text(encoding="utf-8").endswith("||\n")


def test_a_refusal_names_the_mirror_without_credentials(tool: Path) -> None:
    url = "https://***@mirror.test/chrome/"
    assert refusal("chrome:beta") == (
        f'selenium_manager: mirror "{url}": Error parsing JSON from URL {url}{LIST} EOF while parsing a value (code 65)'
    )


@pytest.mark.parametrize("settings", [SETTINGS, ProviderSettings()])
def test_the_environment_overrides_the_matrix(settings: ProviderSettings) -> None:
    both = {"SE_BROWSER_MIRROR_URL": "http://a.test/", "SE_DRIVER_MIRROR_URL": "http://b.test/"}
    assert mirror_environment(select_mirror("chrome", settings, both)) == both
    one = {"SE_BROWSER_MIRROR_URL": "http://a.test/", "SE_DRIVER_MIRROR_URL": ""}
    chosen = select_mirror("chrome", settings, one)
    assert (chosen.browser, chosen.driver) == ("http://a.test/", settings.mirrors.get("chrome", Mirror()).driver)


SENDING = "error sending request for url"
VENDOR = "https://storage.googleapis.com/x.zip"


@pytest.mark.parametrize(
    ("reason", "named"),
    [
        (
            f"{SENDING} (https://mirror.test/chrome/{LIST}) (code 65)",
            'mirror "https://***@mirror.test/chrome/" is not reachable: ',
        ),
        (
            f"{SENDING} (https://mirror.test/driver/x.zip) (code 65)",
            'mirror "https://mirror.test/driver" is not reachable: ',
        ),
        (
            "Unsuccessful response (404 Not Found) for URL https://mirror.test/chrome/1/x.zip (code 65)",
            'mirror "https://***@mirror.test/chrome/": ',
        ),
        (
            "invalid Zip archive: Could not find EOCD (code 65)",
            'mirror "https://***@mirror.test/chrome/" and "https://mirror.test/driver": ',
        ),
        (
            "Unable to discover edge beta in online repository. Check available versions at https://vendor.test/",
            'mirror "https://***@mirror.test/chrome/" and "https://mirror.test/driver": ',
        ),
        ("no answer within 300 s", 'mirror "https://***@mirror.test/chrome/" and "https://mirror.test/driver": '),
    ],
)
def test_the_mirror_that_a_reason_is_about_is_named(reason: str, named: str) -> None:
    assert name_mirror(reason, CHROME) == named + reason
    assert name_mirror(reason, Mirror()) == reason


def test_a_url_that_is_not_on_the_mirror_is_named_as_such() -> None:
    """The lists of a mirror may still contain the URLs of the vendor."""
    assert name_mirror(f"{SENDING} ({VENDOR}) (code 65)", CHROME) == (
        f"{SENDING} ({VENDOR}) (code 65); this URL is not on the mirror "
        '"https://***@mirror.test/chrome/" and "https://mirror.test/driver"'
    )


def test_settings_do_not_show_their_urls() -> None:
    assert SECRET not in repr(SETTINGS)
    assert "mirror.test" not in repr(SETTINGS)
