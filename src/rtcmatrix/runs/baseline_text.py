"""Write a column as text for review in a diff: sorted, one fact per line, without notes and times."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rtcmatrix.errors import FormatError
from rtcmatrix.model import Check, Evidence, Json, Result, Run
from rtcmatrix.runs.baseline import BASELINE_FORMAT, KIND
from rtcmatrix.runs.codec import to_json
from rtcmatrix.runs.pairs import provenance_at, spec_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

USUAL_HARNESS = "probe"
SHORT = 100
"""Longest list on one line, in characters."""

_ASKED = ("name", "selector", "channel", "version", "headless", "flags", "prefs")
_LAUNCHED = ("address", "brand", "channel", "version", "provider", "driver", "revision", "user_agent", "platform")
_STARTED = ("headless", "display", "flags", "prefs", "devices")


def file_name(address: str) -> str:
    """Return the file name of a column, ``chromium-stable.json``."""
    return "".join(letter if letter.isalnum() or letter in ".-_+%" else "-" for letter in address) + ".json"


def column_text(run: Run, address: str, noisy: Mapping[str, Sequence[str]]) -> str:
    """Return the text of a column: sorted, one fact per line, without notes and times.

    ``noisy`` maps probes to facts that vary over repeats. Equal observations give equal text.
    """
    spec, launched = spec_at(run, address), provenance_at(run, address)
    if spec is None or launched is None:
        raise FormatError(f'run "{run.id}" does not say what "{address}" was: nothing of it can be accepted')
    gathered: dict[str, list[Evidence]] = {}
    for each in run.evidence:
        if each.browser == address:
            gathered.setdefault(each.probe, []).append(each)
    results = {each.check: each for each in run.results if each.browser == address}
    provenance = {key: value for key, value in _plain(launched).items() if key in (*_LAUNCHED, *_STARTED)}
    # The number of the display varies; whether there is one does not
    provenance["display"] = "a display" if launched.display is not None else None
    sections = {
        "format": str(BASELINE_FORMAT),
        "kind": json.dumps(KIND),
        "browser": _pretty({key: value for key, value in _plain(spec).items() if key in _ASKED}, 1),
        "provenance": _pretty(provenance, 1),
        "checks": _lines({each.id: _check(each, results[each.id]) for each in run.checks if each.id in results}),
        "probes": _pretty({probe: _probe(every, noisy.get(probe, ())) for probe, every in gathered.items()}, 1),
    }
    return "{\n" + ",\n".join(f" {json.dumps(key)}: {text}" for key, text in sections.items()) + "\n}\n"


def _plain(value: object) -> dict[str, Any]:
    plain: dict[str, Any] = to_json(value)
    return plain


def _check(check: Check, result: Result) -> dict[str, Json]:
    told: dict[str, Json] = {"probe": check.probe, "status": result.status.value, "version": check.version}
    if check.harness != USUAL_HARNESS:
        told["harness"] = check.harness
    return told | ({"repeats": [each.value for each in result.repeats]} if result.repeats else {})


def _probe(repeats: Sequence[Evidence], noisy: Sequence[str]) -> dict[str, Json]:
    """Return the first repeat of a probe, the repeats that differ, and all values of each metric."""
    ordered = sorted(repeats, key=lambda each: each.repeat)
    first = _ending(ordered[0])
    told = dict(first)
    others = {str(place): _ending(each) for place, each in enumerate(ordered) if _ending(each) != first}
    names = {name for each in ordered for name in each.metrics}
    if names:
        told["metrics"] = {name: [each.metrics.get(name) for each in ordered] for name in names}
    told |= {"repeats": len(ordered)} if len(ordered) > 1 else {}
    told |= {"others": others} if others else {}
    told |= {"noisy": sorted(noisy)} if noisy else {}
    return told


def _ending(evidence: Evidence) -> dict[str, Json]:
    """Return the status of a probe, without texts that may contain times."""
    told: dict[str, Json] = {"stage": evidence.stage} if evidence.stage else {}
    if evidence.fault is not None:
        return told | {"fault": evidence.fault.value}
    if evidence.unsupported is not None:
        return told | {"unsupported": evidence.unsupported}
    return told | {"facts": to_json(evidence.facts)}


def _pretty(value: Json, depth: int) -> str:
    """Write JSON with one line per member, and short lists on one line."""
    inside, end = " " * (depth + 1), " " * depth
    if isinstance(value, dict) and value:
        members = [f"{inside}{json.dumps(key)}: {_pretty(value[key], depth + 1)}" for key in sorted(value)]
        return "{\n" + ",\n".join(members) + f"\n{end}}}"
    written = json.dumps(value, sort_keys=True)
    if isinstance(value, list) and len(written) > SHORT:
        items = [inside + _item(item, depth + 1) for item in value]
        return "[\n" + ",\n".join(items) + f"\n{end}]"
    return written


def _item(value: Json, depth: int) -> str:
    """Write an item of a list, on one line unless it is long."""
    written = json.dumps(value, sort_keys=True)
    return written if len(written) <= SHORT else _pretty(value, depth)


def _lines(members: dict[str, dict[str, Json]]) -> str:
    """Write one object per line."""
    if not members:
        return "{}"
    lines = [f"  {json.dumps(key)}: {json.dumps(members[key], sort_keys=True)}" for key in sorted(members)]
    return "{\n" + ",\n".join(lines) + "\n }"
