"""Read the catalog of probes: title and requirements from the leading comment of each file. Runs no JavaScript.

The comment has the format of web-platform-tests: one ``META:`` line for each requirement
(https://web-platform-tests.org, "metadata in .js tests").
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.gather.stages import STAGES

ORIGINS = ("localhost", "insecure", "https")
CATALOG_FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class Probe:
    """A file below ``pages/probes`` and its requirements."""

    path: str
    """Relative to ``pages/probes``, with ``/``."""
    title: str
    origin: str = "localhost"
    alone: bool = False
    """Runs while no other probe does: it has metrics, or changes state that all windows of the browser share."""
    spoils: bool = False
    """Leaves its window unusable (an unanswered prompt): the window is discarded afterwards."""
    stage: str | None = None
    """What its browser needs beyond the default: a key of ``rtcmatrix.gather.stages.STAGES``."""
    pair: bool = False
    """Runs in two browsers that call each other: it exports ``offerer`` and ``answerer``."""
    timeout: float | None = None
    """Seconds for the whole probe, if the limit of the matrix is too short."""
    headers: tuple[tuple[str, str], ...] = ()
    """Response headers of the probe's page."""

    @property
    def area(self) -> str:
        """The first folder: ``getusermedia``."""
        return self.path.partition("/")[0]


def read_catalog(folder: Path) -> dict[str, Probe]:
    """Read every probe below ``pages/probes``, by path.

    Raises ConfigurationError for an invalid comment; the message names file, line and what is allowed.
    """
    return {
        probe.path: probe
        for probe in (read_probe(file, folder) for file in sorted(folder.rglob("*.js")) if file.is_file())
    }


def read_probe(file: Path, folder: Path) -> Probe:
    """Read one probe's leading comment."""
    path = file.relative_to(folder).as_posix()
    title = ""
    meta: dict[str, Any] = {"headers": ()}
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{file}: not UTF-8 text ({error.reason} at byte {error.start})") from None
    for number, line in enumerate(lines, start=1):
        if not line.startswith("//"):
            break
        text = line.removeprefix("//").strip()
        if text.startswith("META:"):
            _read_meta(text.removeprefix("META:").strip(), meta, where=f"{file}:{number}")
        elif not title:
            title = text
    if not title:
        raise ConfigurationError(f"{file}:1: a probe begins with a comment line (// ...) that says what it does")
    if meta.get("pair") and meta.get("stage"):
        raise ConfigurationError(f'{file}: a pair has no stage of its own; leave out "META: stage={meta["stage"]}"')
    return Probe(path=path, title=title, **meta)


def _read_meta(text: str, meta: dict[str, Any], *, where: str) -> None:
    """Read one ``META:`` line into the fields of a probe."""
    key, _, value = (part.strip() for part in text.partition("="))
    match key:
        case "alone" | "spoils" | "pair" if not value:
            meta[key] = True
        case "origin" if value in ORIGINS:
            meta["origin"] = value
        case "stage" if value in STAGES:
            meta["stage"] = value
        case "timeout" if value.replace(".", "", 1).isdecimal() and float(value) > 0:
            meta["timeout"] = float(value)
        case "header" if re.match(r"[\w-]+\s*:", value, re.ASCII):
            name, _, content = value.partition(":")
            meta["headers"] += ((name.strip(), content.strip()),)
        case _:
            raise ConfigurationError(
                f'{where}: "{text}" is not understood; allowed are: alone, spoils, pair, origin={"|".join(ORIGINS)}, '
                f"stage={'|'.join(STAGES)}, timeout=SECONDS, header=Name: value"
            )


def catalog_json(probes: dict[str, Probe]) -> str:
    """Format the catalog as the pages read it (``probes.json``; see docs/formats.md)."""
    entries = [
        {
            "path": probe.path,
            "area": probe.area,
            "title": probe.title,
            "origin": probe.origin,
            "alone": probe.alone,
            "spoils": probe.spoils,
            "stage": probe.stage,
            "pair": probe.pair,
            "timeout": probe.timeout,
            "headers": [list(header) for header in probe.headers],
        }
        for probe in probes.values()
    ]
    return json.dumps({"format": CATALOG_FORMAT, "probes": entries}, indent=1) + "\n"
