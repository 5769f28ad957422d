"""Observations saved by hand become a column; a hostile file becomes a message."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from rtcmatrix.errors import FormatError
from rtcmatrix.model import Fault
from rtcmatrix.runs import read_run
from rtcmatrix.runs.brands import identify

if TYPE_CHECKING:
    from pathlib import Path

SAFARI = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML) Version/18.2 Safari/605.1.15"
EDGE = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.1.2"


def observations(**changes: Any) -> dict[str, Any]:
    record = {
        "facts": {"kinds": ["audioinput"]},
        "metrics": {},
        "notes": {},
        "unsupported": None,
        "fault": None,
        "message": None,
        "stack": None,
        "duration": 0.25,
        "console": [{"level": "warn", "text": "w" * 9_000}],
    }
    whole = {
        "format": 1,
        "kind": "observations",
        "userAgent": SAFARI,
        "platform": "MacIntel",
        "savedAt": "2026-01-02T03:04:05Z",
        "records": {"media_devices/devices.js": record},
    }
    return {**whole, **changes}


def saved(tmp_path: Path, plain: Any) -> Path:
    path = tmp_path / "observations.json"
    path.write_text(json.dumps(plain))
    return path


def test_a_saved_file_is_a_run_with_one_column(tmp_path: Path) -> None:
    run = read_run(saved(tmp_path, observations()))
    assert [spec.address for spec in run.browsers] == ["saved:safari-18.2"]
    assert [(each.address, each.brand, each.version) for each in run.provenances] == [
        ("saved:safari-18.2", "Safari", "18.2")
    ]
    (evidence,) = run.evidence
    assert evidence.facts == {"kinds": ["audioinput"]}
    assert len(evidence.console[0].text) == 4_000
    assert run.complete
    assert run.id == read_run(saved(tmp_path, observations())).id


def test_a_fault_is_kept(tmp_path: Path) -> None:
    record = {"facts": None, "fault": "timeout", "message": "waited"}
    run = read_run(saved(tmp_path, observations(records={"a/b.js": record})))
    assert (run.evidence[0].fault, run.evidence[0].message) == (Fault.TIMEOUT, "waited")


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (SAFARI, ("safari", "18.2")),
        (EDGE, ("edge", "140.0.1.2")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0", ("firefox", "153.0")),
        ("<script>alert(1)</script>", ("browser", "unknown")),
        ("Chrome/....", ("chrome", "unknown")),
        ("Chrome/" + "1." * 300, ("chrome", "1." * 20)),
    ],
)
def test_the_user_agent_names_the_column(agent: str, expected: tuple[str, str]) -> None:
    name, _, version = identify(agent)
    assert (name, version) == expected


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"userAgent": 3}, "userAgent: expected text"),
        ({"userAgent": "x" * 2_000}, "userAgent: expected text of at most 1,000"),
        ({"records": []}, "records: expected an object"),
        ({"records": {f"a/{n}.js": {} for n in range(10_001)}}, "at most 10,000 probes"),
        ({"records": {"../../etc/passwd": {}}}, "not the path of a probe"),
        ({"records": {"a/../../x.js": {}}}, "not the path of a probe"),
        ({"records": {"a.js": []}}, "expected an object"),
        ({"records": {"a.js": {"facts": [1]}}}, r"\.facts: expected an object"),
        ({"records": {"a.js": {"fault": "boom"}}}, r"\.fault: expected one of exception"),
        ({"records": {"a.js": {"fault": {}}}}, r"\.fault: expected one of exception"),
        ({"records": {"a.js": {"duration": -1}}}, r"\.duration: expected seconds"),
        ({"records": {"a.js": {"duration": "NaN"}}}, r"\.duration: expected seconds"),
        ({"records": {"a.js": {"console": {}}}}, r"\.console: expected an array"),
        ({"records": {"a.js": {"console": [{"level": 1, "text": ""}]}}}, r"\.console: expected objects"),
        ({"records": {"a.js": {"message": "x" * 1_000_001}}}, r"\.message: expected text"),
        ({"format": 7}, "written by a newer rtcmatrix"),
    ],
)
def test_a_hostile_file_is_refused_by_name(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    path = saved(tmp_path, observations(**changes))
    with pytest.raises(FormatError, match=words) as raised:
        read_run(path)
    assert "observations.json: " in str(raised.value)
    assert len(str(raised.value)) < 1_000
