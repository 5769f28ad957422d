"""Where browsers are found on Windows and macOS, and what their paths and the properties of their files tell."""

from __future__ import annotations

from pathlib import PureWindowsPath

import pytest
from asked_providers import spec

from rtcmatrix.kinds import KINDS
from rtcmatrix.providers.drivers import geckodriver_file
from rtcmatrix.providers.places import channel_of_place, installed_at, usual_names
from rtcmatrix.providers.versions import Reported, misfit, read_browser

WINDOWS = {
    "PROGRAMFILES": "C:\\Program Files",
    "PROGRAMFILES(X86)": "C:\\Program Files (x86)",
    "LOCALAPPDATA": "C:\\Users\\RUNNER~1\\AppData\\Local",
}
MAC = {"HOME": "/Users/runner"}


def found(address: str, system: str, environment: dict[str, str], *there: str) -> list[str]:
    """Find the programs of an address on a machine that has some files."""
    name, _, channel = address.partition(":")
    kind = KINDS[name]
    channels = [each for each in kind.channels if channel in ("", each.name)]
    return list(installed_at(kind, channels, system=system, environment=environment, exists=set(there).__contains__))


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("chrome:stable", r"C:\Program Files\Google\Chrome\Application\chrome.exe"),
        ("chrome:stable", r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe"),
        ("chrome:beta", r"C:\Program Files\Google\Chrome Beta\Application\chrome.exe"),
        ("chrome:dev", r"C:\Program Files\Google\Chrome Dev\Application\chrome.exe"),
        ("chrome:canary", r"C:\Users\RUNNER~1\AppData\Local\Google\Chrome SxS\Application\chrome.exe"),
        ("edge:stable", r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe"),
        ("edge:beta", r"C:\Program Files (x86)\Microsoft\Edge Beta\Application\msedge.exe"),
        ("edge:dev", r"C:\Program Files (x86)\Microsoft\Edge Dev\Application\msedge.exe"),
        ("edge:canary", r"C:\Users\RUNNER~1\AppData\Local\Microsoft\Edge SxS\Application\msedge.exe"),
        ("chromium:stable", r"C:\Users\RUNNER~1\AppData\Local\Chromium\Application\chrome.exe"),
        ("firefox:stable", r"C:\Program Files\Mozilla Firefox\firefox.exe"),
        ("firefox:esr", r"C:\Program Files\Mozilla Firefox\firefox.exe"),
        ("firefox:beta", r"C:\Program Files\Firefox Developer Edition\firefox.exe"),
        ("firefox:nightly", r"C:\Program Files\Firefox Nightly\firefox.exe"),
    ],
)
def test_windows_has_each_channel_at_a_path_of_its_own(address: str, path: str) -> None:
    others = [
        str(PureWindowsPath(folder, place))
        for each in KINDS[address.partition(":")[0]].channels
        if each.name != address.partition(":")[2]
        for place in each.windows
        for folder in WINDOWS.values()
    ]
    assert found(address, "win32", WINDOWS, path) == [path]
    shared = {place for place in others if place.endswith("Mozilla Firefox\\firefox.exe")}
    assert set(found(address, "win32", WINDOWS, *others)) <= shared
    assert found(address, "linux", WINDOWS, path) == []
    assert found(address, "win32", {}, path) == []


@pytest.mark.parametrize(
    ("address", "bundle", "program"),
    [
        ("chrome:stable", "Google Chrome", "Google Chrome"),
        ("chrome:beta", "Google Chrome Beta", "Google Chrome Beta"),
        ("chrome:dev", "Google Chrome Dev", "Google Chrome Dev"),
        ("chrome:canary", "Google Chrome Canary", "Google Chrome Canary"),
        ("edge:stable", "Microsoft Edge", "Microsoft Edge"),
        ("edge:beta", "Microsoft Edge Beta", "Microsoft Edge Beta"),
        ("edge:dev", "Microsoft Edge Dev", "Microsoft Edge Dev"),
        ("edge:canary", "Microsoft Edge Canary", "Microsoft Edge Canary"),
        ("chromium:stable", "Chromium", "Chromium"),
        ("firefox:stable", "Firefox", "firefox"),
        ("firefox:beta", "Firefox Developer Edition", "firefox"),
        ("firefox:nightly", "Firefox Nightly", "firefox"),
    ],
)
@pytest.mark.parametrize("folder", ["/Applications", "/Users/runner/Applications"])
def test_macos_has_each_channel_in_a_bundle_of_its_own(folder: str, address: str, bundle: str, program: str) -> None:
    path = f"{folder}/{bundle}.app/Contents/MacOS/{program}"
    assert found(address, "darwin", MAC, path, "/Applications/Safari.app/Contents/MacOS/Safari") == [path]
    assert found(address, "linux", MAC, path) == []


def test_a_channel_that_is_missing_is_named_with_its_places() -> None:
    beta = [each for each in KINDS["chrome"].channels if each.name == "beta"]
    assert usual_names(beta, "win32") == " and in no program folder (Google/Chrome Beta/Application/chrome.exe)"
    assert usual_names(beta, "darwin") == " and in no applications folder (Google Chrome Beta.app)"
    assert usual_names(beta, "linux") == ""


# The line that PowerShell writes for the properties of a file: product name and version
@pytest.mark.parametrize(
    ("name", "program", "line", "channel"),
    [
        ("chrome", r"C:\Program Files\Google\Chrome\Application\chrome.exe", "Google Chrome 151.0.7999.1", "stable"),
        ("chrome", r"C:\Program Files\Google\Chrome Beta\Application\chrome.exe", "Google Chrome 152.0.1.2", "beta"),
        ("chrome", r"c:\program files\google\chrome dev\application\CHROME.EXE", "Google Chrome 153.0.1.2", "dev"),
        (
            "chrome",
            r"C:\Users\RUNNER~1\AppData\Local\Google\Chrome SxS\Application\chrome.exe",
            "Google Chrome 154.0.1.2",
            "canary",
        ),
        ("chrome", r"D:\builds\beta\chrome.exe", "Google Chrome 152.0.1.2", None),
        (
            "chrome",
            r"C:\Users\x\.cache\selenium\chrome\win64\152.0.1.2\chrome.exe",
            "Google Chrome for Testing 152.0.1.2",
            None,
        ),
        (
            "edge",
            r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
            "Microsoft Edge 131.0.2903.86",
            "stable",
        ),
        (
            "edge",
            r"C:\Program Files (x86)\Microsoft\Edge Beta\Application\msedge.exe",
            "Microsoft Edge 132.0.1.2",
            "beta",
        ),
        ("edge", r"C:\x\msedge.exe", "Microsoft Edge Beta 132.0.1.2", "beta"),
        (
            "edge",
            r"C:\Users\x\AppData\Local\Microsoft\Edge SxS\Application\msedge.exe",
            "Microsoft Edge Canary 133.0.1.2",
            "canary",
        ),
        ("chromium", r"C:\x\chrome.exe", "Chromium 156.0.1.2", None),
        ("firefox", r"C:\Program Files\Mozilla Firefox\firefox.exe", "Mozilla Firefox 155.0b3", "beta"),
    ],
)
def test_on_windows_the_path_tells_the_channel(name: str, program: str, line: str, channel: str | None) -> None:
    reported = read_browser(name, line, program, "win32")
    assert reported is not None
    assert (reported.channel, line.endswith(reported.version) or name == "firefox") == (channel, True)


def test_an_installed_beta_of_windows_is_no_stable() -> None:
    reported = read_browser(
        "edge",
        "Microsoft Edge 132.0.1.2",
        r"C:\Program Files (x86)\Microsoft\Edge Beta\Application\msedge.exe",
        "win32",
    )
    assert reported is not None
    assert misfit(spec("edge:beta"), reported) is None
    assert misfit(spec("edge:stable"), reported) == "it is Microsoft Edge beta 132.0.1.2, not stable"


@pytest.mark.parametrize(
    ("name", "bundle", "line", "channel"),
    [
        ("chrome", "Google Chrome Beta", "Google Chrome 152.0.1.2 beta", "beta"),
        ("chrome", "Google Chrome Canary", "Google Chrome 154.0.1.2", "canary"),
        ("chrome", "Google Chrome", "Google Chrome 151.0.1.2", "stable"),
        ("edge", "Microsoft Edge Dev", "Microsoft Edge 133.0.1.2", "dev"),
        ("firefox", "Firefox Nightly", "Mozilla Firefox 156.0a1", "nightly"),
    ],
)
def test_on_macos_the_bundle_tells_the_channel_where_the_version_does_not(
    name: str, bundle: str, line: str, channel: str
) -> None:
    reported = read_browser(name, line, f"/Applications/{bundle}.app/Contents/MacOS/{bundle}", "darwin")
    assert reported is not None
    assert reported.channel == channel


def test_on_linux_the_path_tells_nothing() -> None:
    program = "/opt/Google Chrome Beta.app/chrome"
    assert channel_of_place(KINDS["chrome"], program, "linux") is None
    assert read_browser("chrome", "Google Chrome 1.2", program, "linux") == Reported(
        brand="Google Chrome", version="1.2", channel="stable"
    )


def test_a_place_of_several_channels_tells_none() -> None:
    assert channel_of_place(KINDS["firefox"], r"C:\Program Files\Mozilla Firefox\firefox.exe", "win32") is None


@pytest.mark.parametrize(
    ("system", "machine", "file"),
    [
        ("linux", "x86_64", "geckodriver_linux64"),
        ("linux", "aarch64", "geckodriver_aarch64"),
        ("darwin", "arm64", "geckodriver_macos"),
        ("win32", "AMD64", "geckodriver_win64.exe"),
        ("win32", "x86", "geckodriver_win32.exe"),
    ],
)
def test_the_file_of_geckodriver_in_its_package(system: str, machine: str, file: str) -> None:
    assert geckodriver_file(system, machine) == file
