"""Baselines: what is kept, that the same observations give the same text, and that they are read as a run."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from made_up_columns import PROBE, result, run_of
from made_up_run import ESR, OLD, STABLE, three_browsers

from rtcmatrix.compare import columns_of, compare_columns
from rtcmatrix.errors import FormatError
from rtcmatrix.model import Evidence, Fault, Json, Run, Status
from rtcmatrix.runs import column_text, file_name, is_baseline, read_columns, read_run


def accept(folder: Path, run: Run, *addresses: str) -> Path:
    """Write columns as files of a baseline."""
    folder.mkdir(parents=True, exist_ok=True)
    for address in addresses or [each.address for each in run.provenances]:
        (folder / file_name(address)).write_text(column_text(run, address, {}), encoding="utf-8")
    return folder


def test_a_baseline_is_read_as_a_run_that_differs_in_nothing(tmp_path: Path) -> None:
    run = three_browsers()
    read = read_run(accept(tmp_path / "main", run))
    assert read.complete
    assert read.id == "baseline-main"
    before, after = ({each.address: each for each in columns_of(one)} for one in (read, run))
    assert before.keys() == after.keys() == {STABLE, OLD, ESR}
    for address, column in after.items():
        comparison = compare_columns(before[address], column)
        assert comparison.differences == ()
        assert comparison.shared.checks == len(column.results)
        assert comparison.shared.facts > 0


def test_a_planted_change_is_seen_through_a_baseline(tmp_path: Path) -> None:
    run = three_browsers()
    read = read_run(accept(tmp_path / "main", run))
    changed = dataclasses.replace(
        run,
        evidence=tuple(
            dataclasses.replace(each, facts={**each.facts, "heard": False})
            if each.probe == "get_user_media/tone.js" and each.browser == STABLE and each.facts
            else each
            for each in run.evidence
        ),
    )
    before, after = ({each.address: each for each in columns_of(one)} for one in (read, changed))
    [difference] = compare_columns(before[STABLE], after[STABLE]).differences
    assert (difference.path, difference.before, difference.after) == ("heard", True, False)


def test_the_text_does_not_depend_on_times_notes_and_order(tmp_path: Path) -> None:
    run = three_browsers()
    noted = [
        dataclasses.replace(each, notes={"sdp": "v=0"}, started_at="2030-01-01T00:00:00Z", duration=9.0, artifacts=())
        for each in reversed(run.evidence)
    ]
    other = dataclasses.replace(
        run,
        id="another",
        started_at="2030-01-01T00:00:00Z",
        evidence=tuple(noted),
        results=tuple(reversed(run.results)),
        checks=tuple(reversed(run.checks)),
    )
    for address in (STABLE, ESR):
        text = column_text(run, address, {})
        assert text == column_text(other, address, {})
        assert "v=0" not in text
        assert "2026-" not in text
        assert run.id not in text


def test_a_text_is_json_with_one_fact_a_line() -> None:
    facts = {"b": {"width": 640, "a": None}, "long": [{"name": "x" * 60}, {"name": "y" * 60}], "list": [1, 2], "c": {}}
    run = run_of({STABLE: "156.0"}, statuses={("a/x", STABLE): Status.PASS}, facts={STABLE: facts})
    text = column_text(run, STABLE, {PROBE: ["b.width"]})
    assert json.loads(text)["probes"][PROBE]["facts"] == facts
    assert text.endswith("}\n")
    lines = [line.strip().rstrip(",") for line in text.splitlines()]
    for line in ('"a": null', '"width": 640', '"list": [1, 2]', f'{{"name": "{"x" * 60}"}}', '"c": {}'):
        assert line in lines
    assert lines.index('"a": null') < lines.index('"width": 640')
    assert '"a/x": {"probe": "area/p.js", "status": "PASS", "version": "1"}' in lines
    assert '"noisy": ["b.width"]' in lines


def test_every_member_is_described() -> None:
    described = (Path(__file__).parents[3] / "docs" / "formats.md").read_text()
    run = run_of({STABLE: "156.0"}, statuses={("a/x", STABLE): Status.PASS}, facts={STABLE: [{"n": 1}, {"n": 2}]})
    gathered = [dataclasses.replace(each, metrics={"fps": 1.0}, stage="screen") for each in run.evidence]
    run = dataclasses.replace(run, evidence=tuple(gathered), results=(result("a/x", STABLE, Status.PASS, Status.FAIL),))
    plain = json.loads(column_text(run, STABLE, {PROBE: ["n"]}))
    members = {*plain, *plain["browser"], *plain["provenance"], *plain["checks"]["a/x"], *plain["probes"][PROBE]}
    assert {"others", "noisy", "repeats", "metrics", "stage", "facts"} <= members
    assert [each for each in sorted(members) if f"`{each}`" not in described] == []


def test_what_a_browser_says_is_ascii_in_the_file() -> None:
    run = run_of({STABLE: "156.0"}, facts={STABLE: {"\u202e": "\U0001f600\x1b\ud800"}})
    text = column_text(run, STABLE, {})
    assert text.isascii()
    assert "\x1b" not in text


def test_repeats_come_back_with_all_they_hold(tmp_path: Path) -> None:
    repeats: list[dict[str, Json]] = [{"n": 1}, {"n": 2}, {"n": 1}]
    run = run_of({STABLE: "156.0"}, facts={STABLE: repeats})
    gathered = [dataclasses.replace(each, metrics={"fps": 30.0 + each.repeat}) for each in run.evidence]
    gathered.append(Evidence(probe=PROBE, browser=STABLE, repeat=3, fault=Fault.TIMEOUT, message="waited 20 s"))
    run = dataclasses.replace(run, evidence=tuple(gathered), results=(result("a/x", STABLE, Status.PASS, Status.FAIL),))
    read = read_run(accept(tmp_path / "main", run))
    assert [(each.repeat, each.facts, each.metrics, each.fault) for each in read.evidence] == [
        (0, {"n": 1}, {"fps": 30.0}, None),
        (1, {"n": 2}, {"fps": 31.0}, None),
        (2, {"n": 1}, {"fps": 32.0}, None),
        (3, None, {}, Fault.TIMEOUT),
    ]


def test_a_metric_that_moved_is_seen_through_a_baseline(tmp_path: Path) -> None:
    facts: list[dict[str, Json]] = [{}] * 8

    def measured(level: float) -> Run:
        run = run_of({STABLE: "156.0"}, facts={STABLE: facts})
        values = (dataclasses.replace(each, metrics={"fps": level + each.repeat / 10}) for each in run.evidence)
        return dataclasses.replace(run, evidence=tuple(values))

    [before] = columns_of(read_run(accept(tmp_path / "main", measured(30.0))))
    [same], [slower] = columns_of(measured(30.05)), columns_of(measured(20.0))
    assert compare_columns(before, same).differences == ()
    [difference] = compare_columns(before, slower).differences
    assert (difference.level, difference.path) == ("metric", "fps")
    assert difference.shift is not None
    assert len(difference.shift.before) == 8


def test_the_status_of_each_repeat_is_kept(tmp_path: Path) -> None:
    run = run_of({STABLE: "156.0"}, statuses={("a/x", STABLE): Status.PASS})
    run = dataclasses.replace(run, results=(result("a/x", STABLE, Status.PASS, Status.FAIL, Status.PASS),))
    [read] = read_run(accept(tmp_path / "main", run)).results
    assert read.repeats == (Status.PASS, Status.FAIL, Status.PASS)
    assert read.message is None


def test_an_ending_without_facts_is_kept_without_its_words(tmp_path: Path) -> None:
    read = read_run(accept(tmp_path / "main", three_browsers()))
    endings = {each.id: each for each in read.evidence}
    assert endings[f"codecs/av1.js@{OLD}"].fault is Fault.TIMEOUT
    assert endings[f"codecs/av1.js@{OLD}"].message
    assert endings[f"codecs/av1.js@{ESR}"].unsupported == "video/AV1"


def test_each_column_keeps_the_version_its_checks_had(tmp_path: Path) -> None:
    first = run_of({STABLE: "156.0"}, statuses={("a/x", STABLE): Status.PASS})
    second = run_of({ESR: "153.0"}, statuses={("a/x", ESR): Status.PASS})
    second = dataclasses.replace(second, checks=(dataclasses.replace(second.checks[0], version="2"),))
    folder = accept(accept(tmp_path / "main", first), second)
    assert [run.checks[0].version for run in read_columns(folder)] == ["1", "2"]
    # As one run it is like neither, so that nothing is set against what it is not
    assert read_run(folder).checks[0].version == "1+2"


def test_a_file_of_it_is_a_run_of_one_column(tmp_path: Path) -> None:
    folder = accept(tmp_path / "main", three_browsers(), STABLE, ESR)
    assert sorted(path.name for path in folder.iterdir()) == ["chromium-stable.json", "firefox-esr.json"]
    assert [each.address for each in columns_of(read_run(folder / "firefox-esr.json"))] == [ESR]
    assert is_baseline(folder)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": 2}, "format 2: written by a newer rtcmatrix; this one reads format 1"),
        ({"checks": []}, "checks: expected an object"),
        ({"checks": {"a/x": {"probe": "p"}}}, 'checks["a/x"]: '),
        ({"checks": {"a/x": {"probe": "p", "status": "GOOD"}}}, 'checks["a/x"]: '),
        ({"browser": {}}, "in a BrowserSpec"),
        ({"probes": {"a.js": 1}}, 'probes["a.js"]: not what became of a probe'),
        ({"probes": {"a.js": {}}}, 'probes["a.js"]: not what became of a probe'),
        ({"probes": {"a.js": {"facts": []}}}, 'probes["a.js"]: not what became of a probe'),
        ({"probes": {"a.js": {"facts": {}, "metrics": {"fps": []}}}}, 'probes["a.js"]: not what'),
        ({"probes": {"a.js": {"fault": "tired"}}}, 'probes["a.js"]: not what'),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_what_is_wrong(
    tmp_path: Path, change: dict[str, Json], words: str
) -> None:
    folder = accept(tmp_path / "main", three_browsers(), STABLE)
    file = folder / "chromium-stable.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), **change}))
    with pytest.raises(FormatError) as caught:
        read_run(folder)
    assert str(caught.value).startswith(f"{file}: ")
    assert words in str(caught.value)
