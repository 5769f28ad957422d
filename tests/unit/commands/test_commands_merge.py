"""``merge`` as a person types it; what comes of it is a run like any other."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from made_up_run import ESR, OLD, STABLE, provenance, three_browsers

from rtcmatrix.cli import main
from rtcmatrix.matrix import load_matrix
from rtcmatrix.runs import Journal, create_run_dir, read_run, write_header, write_run

if TYPE_CHECKING:
    from pathlib import Path

from rtcmatrix.model import Run

MATRIX = """\
version: 1
browsers:
  - name: chromium
    channels: [stable]
  - name: chromium
    versions: [150]
  - name: firefox
    channels: [esr]
compare:
  - reference: chromium:stable
    with: "{chromium:150,firefox:esr}"
"""


def only(run: Run, digest: str, *addresses: str) -> Run:
    return dataclasses.replace(
        run,
        id="-".join(addresses),
        matrix_digest=digest,
        browsers=tuple(each for each in run.browsers if each.address in addresses),
        compare=(),
        unavailable=(),
        provenances=tuple(each for each in run.provenances if each.address in addresses),
        starts={},
        evidence=tuple(each for each in run.evidence if each.browser in addresses),
        results=tuple(each for each in run.results if each.browser in addresses),
    )


@pytest.fixture
def shards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    (tmp_path / "matrix.yaml").write_text(MATRIX, encoding="utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    for name, addresses in (("one", (ESR,)), ("two", (OLD, STABLE))):
        path = create_run_dir(tmp_path, tmp_path / name)
        write_run(path, only(three_browsers(), load_matrix(tmp_path / "matrix.yaml").digest, *addresses))
        (path / "artifacts" / "tone.png").write_bytes(name.encode())
    return ["one", "two"]


def test_the_matrix_gives_order_and_pairs_that_no_shard_knows(shards: list[str], tmp_path: Path) -> None:
    assert main(["merge", *shards, "--out", "both"]) == 0
    run = read_run(tmp_path / "both")
    assert [each.address for each in run.browsers] == [STABLE, OLD, ESR]
    assert run.compare == ((STABLE, OLD), (STABLE, ESR))
    assert run.complete
    [artifact] = [each for one in run.evidence for each in one.artifacts]
    assert (tmp_path / "both" / artifact.path).read_bytes() == b"one"


def test_report_and_compare_take_the_merged_run(shards: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["merge", *shards, "--out", "both"])
    assert main(["compare", "both", "--browsers", f"{STABLE},{ESR}"]) == 1
    assert "14 differences (cause: brand)" in capsys.readouterr().out
    assert main(["report", "both", "--out", "site"]) == 0


def test_one_run_may_be_named_for_its_platform(shards: list[str], tmp_path: Path) -> None:
    assert main(["merge", shards[0], "--platforms", "--out", "named"]) == 0
    assert [each.address for each in read_run(tmp_path / "named").provenances] == ["firefox:esr@linux"]


BY_MILESTONE = """\
version: 1
browsers:
  - name: chrome
    channels: [stable]
  - name: edge
    channels: [stable, beta]
compare:
  - reference: chrome:*
    with: edge:*
    by: milestone
"""


def test_each_platform_has_its_own_pairs_by_milestone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "matrix.yaml").write_text(BY_MILESTONE, encoding="utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    matrix = load_matrix(tmp_path / "matrix.yaml")
    machines = {
        "linux": {"chrome:stable": "156.0.1", "edge:stable": "156.0.1", "edge:beta": "157.0.1"},
        "windows": {"chrome:stable": "156.0.1", "edge:stable": "155.0.1", "edge:beta": "156.0.1"},
    }
    for system, versions in machines.items():
        launched = tuple(
            provenance(address, "Any", version, platform=f"{system} x86_64") for address, version in versions.items()
        )
        run = Run(
            id=system,
            format=1,
            tool="none",
            started_at="",
            complete=True,
            matrix_digest=matrix.digest,
            host=f"{system} x86_64",
            browsers=matrix.browsers,
            provenances=launched,
        )
        write_run(create_run_dir(tmp_path, tmp_path / system), run)
    assert main(["merge", *machines, "--platforms", "--out", "both"]) == 0
    run = read_run(tmp_path / "both")
    paired = [pair for pair in run.compare if pair[0].startswith("chrome") and pair[1].startswith("edge")]
    assert paired == [
        ("chrome:stable@linux", "edge:stable@linux"),
        ("chrome:stable@windows", "edge:beta@windows"),
    ]
    assert set(run.unpaired) == {"edge:beta@linux", "edge:stable@windows"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["one", "one", "--out", "x"], '"one" is given twice'),
        (["one", "three", "--out", "x"], '"three" does not exist'),
        (
            ["one", "two", "--out", "one"],
            '--out "one" would overwrite "one", which this command reads; name another path',
        ),
        (["one", "two", "--out", "one/artifacts/new"], 'would overwrite "one"'),
        (["one", "two", "--out", "full"], 'cannot record into "full"'),
        (["one", "two", "--out", "x", "--matrix", "other.yaml"], '"other.yaml" is not the matrix of the runs'),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_left(
    shards: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert shards
    (tmp_path / "other.yaml").write_text(MATRIX.replace("[150]", "[151]"), encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    assert main(["merge", *arguments]) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_a_shard_that_was_killed_is_merged_with_what_its_journals_hold(shards: list[str], tmp_path: Path) -> None:
    whole = read_run(tmp_path / shards[1])
    killed = create_run_dir(tmp_path, tmp_path / "killed")
    write_header(killed, dataclasses.replace(whole, id="killed", finished_at=None))
    with Journal(killed, "gw0") as journal:
        journal.write("evidence", whole.evidence[0])
        journal.write("result", whole.results[0])
    assert main(["merge", shards[0], "killed", "--out", "x"]) == 0
    run = read_run(tmp_path / "x")
    assert (run.complete, run.finished_at) == (False, None)
    assert [each for each in run.evidence if each.browser != ESR] == [whole.evidence[0]]


def test_an_overlap_leaves_no_folder(shards: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again = create_run_dir(tmp_path, tmp_path / "again")
    write_run(again, dataclasses.replace(read_run(tmp_path / shards[0]), id="again"))
    assert main(["merge", shards[0], "again", "--out", "x"]) == 2
    assert "--as-repeats" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
    assert main(["merge", shards[0], "again", "--as-repeats", "--out", "x"]) == 0
