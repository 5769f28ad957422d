"""The stand-in of a vendor's driver speaks that vendor's names, so that a mix-up of brands fails as it really would."""

from __future__ import annotations

import pytest
from branded_standins import STANDINS
from driver_standin import DIALECTS, RejectedError, from_chrome, path_for_chrome, to_chrome

from rtcmatrix.browsers import browser_of

EDGE = DIALECTS["edge"]


@pytest.mark.parametrize("name", ["chrome", "edge"])
def test_what_we_request_of_a_brand_is_understood_by_its_driver_alone(name: str) -> None:
    requested = browser_of(name).make_options().to_capabilities()  # type: ignore[attr-defined]  # of the Chromium family
    translated = to_chrome(requested, DIALECTS[name])
    assert translated["browserName"] == "chrome"
    assert "goog:chromeOptions" in translated
    [other] = set(DIALECTS) - {name}
    with pytest.raises(RejectedError):
        to_chrome(requested, DIALECTS[other])


def test_capabilities_of_a_session_have_the_names_of_edge() -> None:
    told = from_chrome(
        {
            "browserName": "chrome-headless-shell",
            "browserVersion": "156.0.8078.79",
            "chrome": {"chromedriverVersion": "156.0.8078.79 (hash)", "userDataDir": "/tmp/x"},
            "goog:chromeOptions": {"debuggerAddress": "localhost:1"},
            "goog:processID": 7,
            "webSocketUrl": "ws://127.0.0.1:1/session/2",
        },
        EDGE,
        browser="156.0.4100.7",
        driver="156.0.4100.1",
    )
    assert told == {
        "browserName": "msedge",
        "browserVersion": "156.0.4100.7",
        "msedge": {"msedgedriverVersion": "156.0.4100.1 (stand-in)", "userDataDir": "/tmp/x"},
        "ms:edgeOptions": {"debuggerAddress": "localhost:1"},
        "ms:processID": 7,
        "webSocketUrl": "ws://127.0.0.1:1/session/2",
    }


def test_vendor_commands_have_chromedrivers_path() -> None:
    assert path_for_chrome("/session/1/ms/cdp/execute", EDGE) == "/session/1/goog/cdp/execute"
    assert path_for_chrome("/session/1/url", EDGE) == "/session/1/url"


def test_every_stand_in_has_a_version_of_its_own() -> None:
    versions = [each.version("156.0.8078.79") for each in STANDINS]
    assert len(set(versions)) == len(versions)
    assert [each.partition(".")[0] for each in versions] == ["156", "157", "158", "159", "156", "156", "158", "159"]
