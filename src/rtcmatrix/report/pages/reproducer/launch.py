"""Write the command that starts a browser by hand as it was started in a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.compare.family import family_of
from rtcmatrix.kinds import Family, find_kind
from rtcmatrix.shell import command_line, quoted

if TYPE_CHECKING:
    from rtcmatrix.model import Provenance

_STRANGERS = frozenset({"saved", "wptreport"})
FAKE_DEVICES = "--use-fake-device-for-media-stream"
_CHROMIUM = ("--autoplay-policy=no-user-gesture-required", "--no-first-run")
_FIREFOX: dict[str, bool | int | str] = {"media.navigator.streams.fake": True, "media.autoplay.default": 0}
_MOCK: dict[str, bool | int | str] = {"media.cubeb.force_mock_context": True}


def launch_command(known: Provenance, page: str) -> str:
    """Return the command line that starts the browser as in the run, with a new profile.

    It is empty for saved observations and imported reports, whose browser executable is unknown. Fake devices replace
    cameras and microphones if they did in the run. The result is lines of shell, with each argument quoted.
    """
    if known.provider in _STRANGERS:
        return ""
    firefox = family_of(known.brand) == Family.FIREFOX
    return _start_firefox(known, page) if firefox else _start_chromium(known, page)


def _start_firefox(known: Provenance, page: str) -> str:
    """Write preferences to ``user.js`` of the profile."""
    fake = _FIREFOX if "fake" in known.devices else {}
    mock = _MOCK if "mock audio" in known.devices else {}
    prefs = {**fake, **mock, **known.prefs}
    lines = [f"user_pref({_quoted(name)}, {_quoted(value)});" for name, value in sorted(prefs.items())]
    written = f"printf '%s\\n' {command_line(lines)} > rtc-profile/user.js\n" if lines else ""
    arguments = ["--no-remote", "--profile", "rtc-profile", *_given(known), page]
    return f"mkdir -p rtc-profile\n{written}{_program(known)} {command_line(arguments)}"


def _start_chromium(known: Provenance, page: str) -> str:
    """Pass the tool's flags, except those that the run sets itself."""
    given = _given(known)
    named = {each.partition("=")[0] for each in given}
    fake = (FAKE_DEVICES,) if "fake" in known.devices else ()
    ours = [flag for flag in (*fake, *_CHROMIUM) if flag.partition("=")[0] not in named]
    return f"{_program(known)} {command_line(['--user-data-dir=rtc-profile', *ours, *given, page])}"


def _given(known: Provenance) -> list[str]:
    """Return the flags of the run; anything else would be opened as a page."""
    return [flag for flag in known.flags if flag.startswith("-")]


def _program(known: Provenance) -> str:
    """Name the program as the packages of the platform do; on other platforms use the brand."""
    kind = find_kind(known.brand)
    if kind is None or known.platform.partition(" ")[0] != "linux":
        return quoted(known.brand)
    return kind.command_of(known.channel)


def _quoted(value: bool | int | str) -> str:  # noqa: FBT001 - a preference is one of these
    """Write a preference as JavaScript."""
    if isinstance(value, bool):
        return "true" if value else "false"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return str(value) if isinstance(value, int) else f'"{escaped}"'
