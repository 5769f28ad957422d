"""The instructions for a person without the tool."""

from __future__ import annotations

import shlex

import pytest
from made_up_run import provenance

from rtcmatrix.report.pages.reproducer.launch import launch_command
from rtcmatrix.report.pages.reproducer.requirements import requirements_of


def test_chromium_is_started_with_fake_devices_and_the_flags_of_the_run() -> None:
    known = provenance("chrome:beta", "Google Chrome", "157", flags=("--enable-features=X, Y", "--no-first-run=1"))
    told = shlex.split(launch_command(known, "page.html"))
    assert told[0] == "google-chrome-beta"
    assert told[-1] == "page.html"
    assert "--use-fake-device-for-media-stream" in told
    assert "--enable-features=X, Y" in told
    assert told.count("--no-first-run=1") == 1
    assert "--no-first-run" not in told


def test_firefox_is_given_its_preferences_in_a_profile_of_its_own() -> None:
    devices = "browser's fake devices and mock audio output"
    prefs: dict[str, bool | int | str] = {"a'b": '"x"\n', "n": 3, "t": False}
    known = provenance("firefox:esr", "Mozilla Firefox", "153", devices=devices, prefs=prefs, flags=())
    lines = launch_command(known, "page.html").splitlines()
    assert lines[0] == "mkdir -p rtc-profile"
    written = shlex.split(lines[1])
    assert 'user_pref("media.navigator.streams.fake", true);' in written
    assert 'user_pref("media.cubeb.force_mock_context", true);' in written
    assert r'user_pref("a' + r"'" + r'b", "\"x\"\n");' in written
    assert 'user_pref("n", 3);' in written
    assert 'user_pref("t", false);' in written
    assert shlex.split(lines[2]) == ["firefox", "--no-remote", "--profile", "rtc-profile", "page.html"]


def test_real_devices_are_not_replaced() -> None:
    known = provenance("chromium:stable", "Chromium", "156", devices="real", flags=())
    assert "fake" not in launch_command(known, "p.html")


def test_a_hostile_name_is_one_argument_of_the_shell() -> None:
    known = provenance("x:y", "$(rm -rf ~); echo", "1", flags=("--a=`id`", "not a flag"))
    told = shlex.split(launch_command(known, "p.html"))
    assert told[0] == "$(rm -rf ~); echo"
    assert "--a=`id`" in told
    assert "not a flag" not in told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("// META: origin=insecure\n", "insecure context"),
        ("// META: origin=https\n", "needs https"),
        ("// META: header=Permissions-Policy: camera=()\n", "Permissions-Policy: camera=()"),
        ("// META: stage=several\n", "several cameras"),
        ("await rtc.openIframe({});", "./rtc serve"),
        ('await rtc.permit({ camera: "denied" });', "permissions"),
        ('await rtc.kill("capture");', "ends the browser's process"),
    ],
)
def test_what_a_file_cannot_have_is_said(text: str, words: str) -> None:
    [told] = requirements_of("area/name.js", text)
    assert words in told


def test_most_probes_lack_nothing() -> None:
    assert requirements_of("a/b.js", "// Reads codecs.\n// META: timeout=30\nexport default async () => ({});") == []
