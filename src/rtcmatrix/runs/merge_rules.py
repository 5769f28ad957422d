"""Reject runs that cannot be merged: another matrix, other checks, another browser of the same name. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.model import Json, Provenance, Run
from rtcmatrix.shell import quoted

_OTHERWISE = "set them side by side instead: rtcmatrix report"


def refuse_unrelated_runs(runs: Sequence[tuple[str, Run]]) -> None:
    """Raise ConfigurationError if a run is given twice, or has another matrix, format or set of checks.

    ``runs`` are (path on the command line, run).
    """
    seen: dict[str, str] = {}
    (first, one), *_ = runs
    for name, run in runs:
        if run.id in seen:
            raise ConfigurationError(f'"{seen[run.id]}" and "{name}" are the same run, {run.id}; name each run once')
        seen[run.id] = name
        if not run.matrix_digest:
            raise ConfigurationError(
                f'"{name}" was gathered for no matrix ({run.tool}): it cannot be merged; {_OTHERWISE} RUN '
                f"{quoted(name)}"
            )
        if run.format != one.format:
            raise ConfigurationError(
                f'"{first}" has format {one.format} and "{name}" format {run.format}; '
                "gather both with the same rtcmatrix"
            )
        if run.matrix_digest != one.matrix_digest:
            raise ConfigurationError(
                f'"{first}" and "{name}" are of two matrices ({one.matrix_digest[:12]} and {run.matrix_digest[:12]}); '
                f"merge runs of one matrix.yaml, or {_OTHERWISE} {quoted(first)} {quoted(name)}"
            )
    _refuse_other_checks(runs)


def _refuse_other_checks(runs: Sequence[tuple[str, Run]]) -> None:
    """Raise ConfigurationError if two runs have different versions of a check."""
    versions: dict[str, tuple[str, str]] = {}
    for name, run in runs:
        for check in run.checks:
            other, version = versions.setdefault(check.id, (name, check.version))
            if version != check.version:
                raise ConfigurationError(
                    f'the check "{check.id}" is not the same in "{other}" (version {version}) and in "{name}" '
                    f"({check.version}); gather both with the same pages and suites"
                )


def refuse_other_browser(address: str, one: tuple[str, Provenance], other: tuple[str, Provenance]) -> None:
    """Raise ConfigurationError if two runs launched different builds, or different launch options, under one name.

    ``one`` and ``other`` are (path of the run, provenance).
    """
    before, after = _identity(one[1]), _identity(other[1])
    unlike = [
        f'{name} "{_told(before[name])}" and "{_told(after[name])}"' for name in before if before[name] != after[name]
    ]
    if unlike:
        raise ConfigurationError(
            f'{address} is not the same browser in "{one[0]}" and in "{other[0]}": {"; ".join(unlike)}; expected one '
            f"build, launched the same way. Gather both with the same build, or {_OTHERWISE} {quoted(one[0])} "
            f"{quoted(other[0])}"
        )


def _identity(provenance: Provenance) -> dict[str, Json]:
    """Return what identifies a column: the build and the launch options."""
    return {
        "brand": provenance.brand,
        "channel": provenance.channel,
        "version": provenance.version,
        "revision": provenance.revision,
        "platform": provenance.platform,
        "headless": provenance.headless,
        "flags": sorted(provenance.flags),
        "preferences": provenance.prefs,
        "devices": provenance.devices,
    }


def _told(value: Json) -> str:
    """Return a value as text for a message."""
    if isinstance(value, list):
        return " ".join(map(str, value)) or "none"
    return "none" if value in (None, "", {}) else str(value)[:200]
