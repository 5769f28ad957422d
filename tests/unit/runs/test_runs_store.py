"""Runs on disk survive what happens to processes, and files nobody should trust."""

from __future__ import annotations

import dataclasses
import json
import re
import threading
from typing import TYPE_CHECKING, Any

import pytest

from rtcmatrix.errors import ConfigurationError, FormatError
from rtcmatrix.model import (
    BrowserSpec,
    Check,
    Evidence,
    Fault,
    Provenance,
    Result,
    Run,
    Status,
    Timing,
    Unavailable,
)
from rtcmatrix.runs import Journal, create_run_dir, finish_run, next_start, read_run, write_header, write_run
from rtcmatrix.runs.codec import from_json, parse, to_json
from rtcmatrix.runs.journal import read_journals

if TYPE_CHECKING:
    from pathlib import Path

HEADER = Run(
    id="2026-01-02T03-04-05Z-ab12",
    format=1,
    tool="rtcmatrix 0.1.0",
    started_at="2026-01-02T03:04:05Z",
    browsers=(
        BrowserSpec(name="firefox", selector="esr", channel="esr"),
        BrowserSpec(name="chromium", selector="stable", channel="stable"),
        BrowserSpec(name="chrome", selector="beta", channel="beta"),
    ),
    compare=(("chromium:stable", "firefox:esr"),),
    unavailable=(Unavailable(address="chrome:beta", reasons=(("installed", "not on PATH"),)),),
)
CHROMIUM = Provenance(
    address="chromium:stable",
    brand="Chromium",
    channel="stable",
    version="156.0",
    provider="installed",
    driver="chromedriver 156.0",
    prefs={"a": True, "b": 1, "c": "x"},
)


def evidence(probe: str, browser: str = "chromium:stable", **more: Any) -> Evidence:
    return dataclasses.replace(Evidence(probe=probe, browser=browser, facts={"n": 1}), **more)


@pytest.fixture
def run_dir(tmp_path: Path) -> Path:
    path = create_run_dir(tmp_path)
    write_header(path, HEADER)
    return path


def test_every_value_comes_back_as_it_was() -> None:
    run = dataclasses.replace(
        HEADER,
        provenances=(CHROMIUM,),
        checks=(Check(id="a/b", title="t", probe="a/b.js", spec="https://x.example/", timeout=3),),
        evidence=(evidence("a/b.js", facts=None, fault=Fault.TIMEOUT, message="m"),),
        results=(Result(check="a/b", browser="chromium:stable", status=Status.TIMEOUT, message="m"),),
    )
    assert from_json(Run, parse(json.dumps(to_json(run)))) == run


def test_what_json_lacks_is_written_in_words() -> None:
    assert to_json({"a": float("nan"), "b": float("-inf"), "c": "\ud800x"}) == {"a": "NaN", "b": "-Infinity", "c": "�x"}
    assert to_json("😀") == "😀"
    with pytest.raises(TypeError, match="a object has no JSON form"):
        to_json(object())


def test_run_ids_sort_and_name_the_folder(tmp_path: Path) -> None:
    folders = {create_run_dir(tmp_path) for _ in range(20)}
    assert len(folders) == 20
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-[0-9a-f]{4}", folder.name) for folder in folders)


def test_a_used_folder_is_not_recorded_into(tmp_path: Path) -> None:
    assert create_run_dir(tmp_path, tmp_path / "new") == tmp_path / "new"
    with pytest.raises(ConfigurationError, match="--resume"):
        create_run_dir(tmp_path, tmp_path / "new")


def test_journals_are_merged_and_run_json_is_the_same(run_dir: Path) -> None:
    with Journal(run_dir, "gw1") as second, Journal(run_dir, "gw0") as first:
        first.write("start", {"browser": "chromium:stable"})
        first.write("provenance", CHROMIUM)
        first.write("evidence", evidence("b.js"))
        second.write("evidence", evidence("a.js"))
        second.write("evidence", evidence("a.js", "firefox:esr"))
        second.write("check", Check(id="a/x", title="t", probe="a.js", spec="s"))
        second.write("result", Result(check="a/x", browser="firefox:esr", status=Status.PASS))
        first.write("timing", {"gathering": 2.0})
        second.write("timing", Timing(gathering=1.0, judging=0.5))
        second.write("of a later version", {"x": 1})
    before = read_run(run_dir)
    assert [each.id for each in before.evidence] == ["a.js@firefox:esr", "a.js@chromium:stable", "b.js@chromium:stable"]
    assert not before.complete
    run = finish_run(run_dir, complete=True, finished_at="2026-01-02T03:05:05Z", timing=Timing(wall=9.0, reporting=1.0))
    assert run.timing == Timing(wall=9.0, gathering=3.0, judging=0.5, reporting=1.0)
    assert run.starts == {"chromium:stable": 1}
    assert run.evidence == before.evidence
    assert read_run(run_dir) == read_run(run_dir / "run.json") == run


@pytest.mark.parametrize("end", ["", "\n", "\n\0\0\0"])
def test_a_corrupt_last_line_is_dropped(run_dir: Path, end: str) -> None:
    journal = run_dir / "journal"
    journal.mkdir(parents=True, exist_ok=True)
    (journal / "gw7.jsonl").write_text(f'{{"kind": "note", "value": 1}}\n{{"kind": "evid\0{end}', encoding="utf-8")
    assert [line.value for line in read_journals(run_dir)] == [1]


def test_a_torn_last_line_is_dropped_and_any_other_is_not(run_dir: Path) -> None:
    with Journal(run_dir, "gw0") as journal:
        journal.write("evidence", evidence("a.js"))
    whole = journal.path.read_text()
    journal.path.write_text(whole + whole.splitlines()[-1][:-7])
    assert [each.probe for each in read_run(run_dir).evidence] == ["a.js"]
    journal.path.write_text("{\n" + whole)
    with pytest.raises(FormatError, match=r"gw0\.jsonl:1: not a line of a journal"):
        read_run(run_dir)


def test_a_journal_can_be_read_wherever_it_was_cut(run_dir: Path) -> None:
    with Journal(run_dir, "gw0") as journal:
        journal.write("evidence", evidence("a.js", facts={"é": ["😀", None]}))
        journal.write("evidence", evidence("b.js"))
    whole = journal.path.read_bytes()
    counts = []
    for end in [*range(0, len(whole), 7), len(whole)]:
        journal.path.write_bytes(whole[:end])
        counts.append(len(read_run(run_dir).evidence))
    assert counts == sorted(counts)
    assert (counts[0], counts[-1]) == (0, 2)


def test_a_resumed_run_has_new_journals_that_win(run_dir: Path) -> None:
    with Journal(run_dir, "gw0") as first:
        first.write("evidence", evidence("a.js", attempt=1))
    start = next_start(run_dir)
    # A worker that the first start did not have still belongs to the second one.
    with Journal(run_dir, "gw7", start) as seventh, Journal(run_dir, "gw0", start) as again:
        again.write("evidence", evidence("b.js"))
        seventh.write("evidence", evidence("a.js", attempt=2))
    assert (again.path.name, seventh.path.name) == ("gw0.2.jsonl", "gw7.2.jsonl")
    assert next_start(run_dir) == 3
    assert [(each.probe, each.attempt) for each in read_run(run_dir).evidence] == [("a.js", 2), ("b.js", 1)]


def test_without_a_number_a_journal_never_overwrites(run_dir: Path) -> None:
    names = []
    for _ in range(3):
        with Journal(run_dir, "main") as journal:
            names.append(journal.path.name)
    assert names == ["main.jsonl", "main.2.jsonl", "main.3.jsonl"]


def test_an_interrupted_run_reads_its_journals_once_it_was_resumed(run_dir: Path) -> None:
    with Journal(run_dir, "gw0") as journal:
        journal.write("evidence", evidence("a.js"))
    finish_run(run_dir, complete=False, finished_at="2026-01-02T03:05:05Z")
    assert read_run(run_dir).finished_at == "2026-01-02T03:05:05Z"
    with Journal(run_dir, "gw0") as journal:
        journal.write("evidence", evidence("b.js"))
    assert [each.probe for each in read_run(run_dir).evidence] == ["a.js", "b.js"]


def test_threads_write_whole_lines(run_dir: Path) -> None:
    with Journal(run_dir, "gw0") as journal:

        def write(name: str) -> None:
            for number in range(50):
                journal.write("evidence", evidence(f"{name}{number}.js", facts={"long": "x" * 5_000}))

        threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(read_run(run_dir).evidence) == 200


def test_what_a_killed_writer_left_is_replaced(run_dir: Path) -> None:
    (run_dir / "run.json.tmp").write_text('{"half')
    assert read_run(run_dir).evidence == ()
    finish_run(run_dir, complete=True, finished_at="x")
    assert not (run_dir / "run.json.tmp").exists()
    assert read_run(run_dir).complete


def test_a_value_that_cannot_be_written_leaves_the_old_file(run_dir: Path) -> None:
    write_run(run_dir, dataclasses.replace(HEADER, complete=True))
    with pytest.raises(TypeError):
        write_run(run_dir, dataclasses.replace(HEADER, host=object()))  # type: ignore[arg-type]  # the point of the test
    assert read_run(run_dir).complete


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"format": 2}', "written by a newer rtcmatrix; this one reads format 1"),
        ('{"format": true}', 'no "format" number'),
        ('{"format": 0}', "none before format 1"),
        ("[]", 'no "format" number'),
        ("{", "not JSON: expecting property name"),
        ('{"format": 1}', "id: field required"),
        ('{"format": 1, "id": "x", "tool": 3, "started_at": ""}', "tool: input should be a valid string"),
        ("[" * 200_000, "not usable JSON"),
        ("[" * 150 + "]" * 150, "nested deeper than 100"),
        ('{"format": 1, "n": ' + "9" * 10_000 + "}", "not usable JSON"),
    ],
)
def test_a_file_that_is_no_run_is_named_with_its_fault(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "run.json"
    path.write_text(text)
    with pytest.raises(FormatError, match=re.escape(words)) as raised:
        read_run(path)
    assert str(raised.value).startswith(str(path))


def test_other_places_are_named_too(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="does not exist"):
        read_run(tmp_path / "nowhere")
    with pytest.raises(FormatError, match="is not a run"):
        read_run(tmp_path)
    (tmp_path / "x.json").write_bytes(b"\xff\xfe")
    with pytest.raises(FormatError, match="not UTF-8"):
        read_run(tmp_path / "x.json")
