"""A browser that aborts because it has no usable sandbox: the kernel parameter that restricts it is named."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from selenium.common.exceptions import WebDriverException

from rtcmatrix.browsers import chromium_family, sandbox
from rtcmatrix.browsers.chromium import Chromium
from rtcmatrix.browsers.sandbox_linux import describe, read_parameter, why_no_sandbox
from rtcmatrix.kinds import KINDS
from rtcmatrix.model import BrowserSpec, Build

ABORTING = """#!/bin/sh
echo "[1:1:1130/041500.000000:FATAL:content/browser/zygote_host/zygote_host_impl_linux.cc:128] No usable sandbox! \
If you are running on Ubuntu 23.10+ or another Linux distro that has disabled unprivileged user namespaces with \
AppArmor, see https://chromium.googlesource.com/chromium/src/+/main/docs/security/apparmor-userns-restrictions.md." >&2
kill -TRAP $$
"""
"""Writes what a real browser writes, and dies as it does."""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    file = tmp_path / "chrome"
    file.write_text(ABORTING, encoding="utf-8")
    file.chmod(0o755)
    return file


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        (
            {"kernel.apparmor_restrict_unprivileged_userns": "1", "user.max_user_namespaces": "1000"},
            'run "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"',
        ),
        (
            {"kernel.unprivileged_userns_clone": "0", "kernel.apparmor_restrict_unprivileged_userns": "0"},
            'run "sudo sysctl -w kernel.unprivileged_userns_clone=1"',
        ),
        ({"user.max_user_namespaces": "0"}, 'run "sudo sysctl -w user.max_user_namespaces=15000"'),
        ({"user.max_user_namespaces": "1000"}, "this user may not create user namespaces, as in many containers"),
        ({}, "or install the SUID sandbox of the browser (chrome-sandbox, owned by root, mode 4755)"),
    ],
)
def test_the_restriction_and_its_remedy_are_named_in_one_line(parameters: dict[str, str], said: str) -> None:
    text = describe(parameters.get)
    assert text.startswith("no usable sandbox: ")
    assert said in text
    assert "\n" not in text


@pytest.mark.skipif(sys.platform != "linux", reason="kernel parameters of Linux")
def test_kernel_parameters_are_read() -> None:
    assert read_parameter("kernel.ostype") == "Linux"
    assert read_parameter("kernel.no_such_parameter") is None


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_browser_that_aborts_is_recognized_by_its_message(program: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    assert "no usable sandbox" in str(why_no_sandbox(str(program), environment))
    program.write_text("#!/bin/sh\necho other >&2\nexit 1\n", encoding="utf-8")
    assert why_no_sandbox(str(program), environment) is None
    assert why_no_sandbox(str(tmp_path / "missing"), environment) is None


@pytest.mark.parametrize(("user", "flags"), [(1000, ()), (1000, ("--no-sandbox",)), (0, ())])
def test_a_failed_start_says_why_unless_the_sandbox_was_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user: int, flags: tuple[str, ...]
) -> None:
    def refuse(*_: object, **options: object) -> None:
        raise WebDriverException("session not created: Chrome instance exited")

    def answer(binary: str, _: object) -> str:
        asked.append(binary)
        return "no usable sandbox"

    asked: list[str] = []
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(chromium_family, "start_session", refuse)
    monkeypatch.setattr(chromium_family, "why_unusable", answer)
    build = Build(
        name="chromium", channel=None, version="1", binary="/b", driver="/d", driver_version="1", provider="x"
    )
    spec = BrowserSpec(name="chromium", selector="stable", flags=flags)
    off = user == 0 or bool(flags)
    with pytest.raises(WebDriverException, match="Chrome instance exited" if off else "no usable sandbox"):
        Chromium(KINDS["chromium"]).start(build, spec, tmp_path)
    assert asked == ([] if off else ["/b"])


@pytest.mark.parametrize(("system", "user", "has"), [("linux", 0, False), ("linux", 1000, True), ("darwin", 0, True)])
def test_only_root_on_linux_has_no_sandbox(monkeypatch: pytest.MonkeyPatch, system: str, user: int, has: bool) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert sandbox.is_supported() is has
    assert ("--no-sandbox" in chromium_family.start_flags(headless=True)) is not has
