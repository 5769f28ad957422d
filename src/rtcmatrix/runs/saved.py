"""Read observations saved by hand as a run with one column. The file is untrusted."""

from __future__ import annotations

import hashlib
import json
import re

from rtcmatrix.errors import FormatError
from rtcmatrix.model import BrowserSpec, ConsoleMessage, Evidence, Fault, Json, Provenance, Run
from rtcmatrix.runs.brands import identify
from rtcmatrix.runs.origins import Origin, escaped

KIND = "observations"
MAX_BYTES = 256_000_000
MAX_RECORDS = 10_000
MAX_LINE = 1_000
"""Longest user agent, platform, time or probe path, in characters."""
MAX_TEXT = 1_000_000
"""Longest message, in characters."""
MAX_CONSOLE = 200
MAX_CONSOLE_TEXT = 4_000

_MAX_BRANDS = 20
_PLATFORMS = {
    "Linux x86_64": "linux x86_64",
    "Linux aarch64": "linux aarch64",
    "Linux": "linux",
    "MacIntel": "darwin",
    "macOS": "darwin",
    "Win32": "windows",
    "Windows": "windows",
}
"""``navigator.platform`` or ``userAgentData.platform`` -> platform. Every Mac reports Intel."""
_MACHINES = {"x86_64": "x86_64", "arm_64": "arm64"}
"""Architecture and bits of client hints -> machine."""

_PROBE = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_.-]+)*\.js")


def from_observations(plain: Json, selector: str | None = None) -> Run:
    """Return the run with its column ``saved:<brand>-<version>``; raise ``FormatError`` with the field.

    ``selector`` names the column if files of several browsers are read.
    """
    _, brand, version = _identify(plain)
    saved_at = _text(plain, "savedAt", MAX_LINE, default="")
    spec = BrowserSpec(name="saved", selector=selector or origin_of(plain).browser, version=version, provider="saved")
    records = plain.get("records")
    if not isinstance(records, dict) or len(records) > MAX_RECORDS:
        raise FormatError(f"records: expected an object with at most {MAX_RECORDS:,} probes")
    return Run(
        id=f"saved-{_digest(plain)}",
        format=plain["format"],
        tool="saved by hand",
        started_at=saved_at,
        finished_at=saved_at,
        complete=True,
        browsers=(spec,),
        provenances=(_provenance(spec.address, brand, version, _text(plain, "userAgent", MAX_LINE), _platform(plain)),),
        evidence=tuple(_evidence(spec.address, saved_at, probe, records[probe]) for probe in sorted(records)),
    )


def origin_of(plain: Json) -> Origin:
    """Return the browser and machine of a file."""
    name, brand, version = _identify(plain)
    identity = (("platform", _platform(plain)), ("brand", brand), ("userAgent", _text(plain, "userAgent", MAX_LINE)))
    return Origin(name="saved", browser=f"{escaped(name)}-{escaped(version)}", identity=identity)


def _identify(plain: Json) -> tuple[str, str, str]:
    """Read name, brand and version from the user agent and the client hints, if any."""
    hints = plain.get("brands")
    if hints is not None and not isinstance(hints, list):
        raise FormatError("brands: expected an array")
    told = [
        (each["brand"][:100], each["version"][:100])
        for each in (hints or [])[:_MAX_BRANDS]
        if isinstance(each, dict) and all(isinstance(each.get(key), str) for key in ("brand", "version"))
    ]
    return identify(_text(plain, "userAgent", MAX_LINE), told, brave=plain.get("brave") is True)


def _platform(plain: Json) -> str:
    """Read operating system and machine, named as for launched browsers if known."""
    told = _text(plain, "platform", MAX_LINE, default="")
    machine = plain.get("architecture")
    known = _PLATFORMS.get(told, told)
    words = _MACHINES.get(machine, machine) if isinstance(machine, str) else ""
    return f"{known} {words[:40]}" if words and " " not in known else known


def _provenance(address: str, brand: str, version: str, agent: str, platform: str) -> Provenance:
    """Return the provenance of a browser that was started by hand."""
    return Provenance(
        address=address,
        brand=brand,
        channel=None,
        version=version,
        provider="saved",
        driver="none, run by hand",
        user_agent=agent,
        platform=platform,
        headless=False,
        devices="the person's own",
    )


def _evidence(address: str, saved_at: str, probe: str, record: Json) -> Evidence:
    """Read the record of one probe."""
    where = f"records[{json.dumps(probe[:80])}]"
    if len(probe) > MAX_LINE or not _PROBE.fullmatch(probe) or ".." in probe:
        raise FormatError(f"{where}: not the path of a probe")
    if not isinstance(record, dict):
        raise FormatError(f"{where}: expected an object")
    try:
        return Evidence(
            probe=probe,
            browser=address,
            facts=_object(record, "facts"),
            metrics=_object(record, "metrics") or {},
            notes=_object(record, "notes") or {},
            unsupported=_optional(record, "unsupported"),
            fault=_fault(record),
            message=_optional(record, "message"),
            console=_console(record.get("console")),
            started_at=saved_at,
            duration=_seconds(record),
            partial=_object(record, "partial") or {},
            step=_optional(record, "step"),
        )
    except FormatError as wrong:
        raise FormatError(f"{where}.{wrong}") from None


def _text(plain: Json, key: str, limit: int, default: str | None = None) -> str:
    """Read a required text (or one with a default) of limited length."""
    value = plain.get(key, default)
    if not isinstance(value, str) or len(value) > limit:
        raise FormatError(f"{key}: expected text of at most {limit:,} characters")
    return value


def _optional(record: dict[str, Json], key: str) -> str | None:
    """Read a text that may be null or missing."""
    return None if record.get(key) is None else _text(record, key, MAX_TEXT)


def _object(record: dict[str, Json], key: str) -> dict[str, Json] | None:
    """Read an object that may be null or missing."""
    value = record.get(key)
    if value is not None and not isinstance(value, dict):
        raise FormatError(f"{key}: expected an object")
    return value


def _fault(record: dict[str, Json]) -> Fault | None:
    """Read the name of a fault."""
    value = record.get("fault")
    if value is None:
        return None
    if value not in list(Fault):
        raise FormatError(f"fault: expected one of {', '.join(Fault)}")
    return Fault(value)


def _seconds(record: dict[str, Json]) -> float:
    """Read a duration."""
    value = record.get("duration", 0.0)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e6:
        raise FormatError("duration: expected seconds")
    return float(value)


def _console(messages: Json) -> tuple[ConsoleMessage, ...]:
    """Read console messages; more or longer ones than a page keeps are cut."""
    if messages is None:
        return ()
    if not isinstance(messages, list):
        raise FormatError("console: expected an array")
    read = []
    for message in messages[:MAX_CONSOLE]:
        if not isinstance(message, dict) or not all(isinstance(message.get(key), str) for key in ("level", "text")):
            raise FormatError("console: expected objects with level and text")
        read.append(ConsoleMessage(level=message["level"][:20], text=message["text"][:MAX_CONSOLE_TEXT]))
    return tuple(read)


def _digest(plain: Json) -> str:
    """Return a digest of the file, so that equal files give equal run ids."""
    text = json.dumps(plain, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
