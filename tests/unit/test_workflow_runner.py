"""The runner that executes our workflows treats conditions, outputs, permissions and artifacts as GitHub does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from workflow_expressions import Expressions
from workflow_jobs import JobRun, read_outputs
from workflow_machine import Machine
from workflow_runner import WorkflowRun, WorkflowRunner

CALLER = """
name: nightly
on: schedule
jobs:
  all:
    permissions: { contents: read }
    uses: ./called.yml
    with:
      word: ${{ inputs.word || 'none' }}
"""
CALLED = """
name: called
on:
  workflow_call:
    inputs:
      word: { type: string, default: "" }
permissions:
  contents: read
jobs:
  first:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    outputs:
      list: ${{ steps.list.outputs.list }}
    steps:
      - id: list
        shell: bash
        run: |
          { echo "list<<END"; echo '[{"name": "a"},'; echo '{"name": "b"}]'; echo END; } >> "$GITHUB_OUTPUT"
  second:
    needs: first
    runs-on: ubuntu-latest
    timeout-minutes: 5
    name: ${{ matrix.each.name }}
    strategy:
      matrix:
        each: ${{ fromJSON(needs.first.outputs.list) }}
    steps:
      - name: Fail in b
        env:
          NAME: ${{ matrix.each.name }}
          NAMES: |
            ${{ join(fromJSON(needs.first.outputs.list).*.name, fromJSON('"\\n"')) }}
            ${{ inputs.word }}
        run: |
          echo "$NAMES" > "$RUNNER_TEMP/names"
          test "$NAME" = a
      - run: echo not after a failure
      - if: ${{ always() }}
        run: cat "$RUNNER_TEMP/names"
  third:
    needs: [first, second]
    if: ${{ !cancelled() && needs.first.result == 'success' }}
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - run: mkdir "$RUNNER_TEMP/kept" && touch "$RUNNER_TEMP/kept/FILE"
      - uses: actions/upload-artifact@v7
        with: { name: kept, path: "${{ runner.temp }}/kept" }
  fourth:
    needs: second
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - run: exit 1
"""


@pytest.fixture(scope="module")
def expressions() -> Iterator[Expressions]:
    with Expressions() as one:
        yield one


def execute(folder: Path, expressions: Expressions, called: str) -> WorkflowRun:
    (folder / "caller.yml").write_text(CALLER)
    (folder / "called.yml").write_text(called)
    runner = WorkflowRunner(
        service=folder / "service",
        machine=Machine(folder=folder / "jobs"),
        expressions=expressions,
        repositories={"OWNER/project": folder},
        repository="OWNER/project",
    )
    return runner.execute(folder / "caller.yml", "schedule", {"word": "last"})


def told(run: JobRun) -> list[str]:
    return [line for line in run.log.splitlines() if not line.startswith("##")]


def test_jobs_conditions_outputs_and_expressions(tmp_path: Path, expressions: Expressions) -> None:
    done = execute(tmp_path, expressions, CALLED)
    assert [(each.name, each.result) for each in done.jobs] == [
        ("first", "success"), ("a", "success"), ("b", "failure"), ("third", "success"), ("fourth", "skipped"),
    ]  # fmt: skip
    assert told(done.jobs[1]) == ["not after a failure", "a", "b", "last", ""]
    assert told(done.jobs[2]) == ["a", "b", "last", ""]
    assert done.jobs[2].failed_step == "Fail in b"
    assert (done.folder / "artifacts" / "kept" / "FILE").is_file()
    assert not done.succeeded


def test_a_file_name_that_github_rejects_fails_the_job(tmp_path: Path, expressions: Expressions) -> None:
    job = execute(tmp_path, expressions, CALLED.replace("kept/FILE", "kept/a:b")).job("third")
    assert job.result == "failure"
    assert "file names that GitHub rejects: ['a:b']" in job.log


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("needs: first", "continue-on-error: true", "continue-on-error"),
        ("- run: exit 1", "- run: exit 1\n        timeout-minutes: 1", "timeout-minutes"),
        ("needs: second", "needs: second\n    if: always()\n    permissions: { pages: write }", "requests {'pages'}"),
    ],
    ids=["key of a job", "key of a step", "permission"],
)
def test_what_it_does_not_support_is_an_error(
    before: str, after: str, words: str, tmp_path: Path, expressions: Expressions
) -> None:
    called = CALLED.replace("needs: second", "needs: second\n    if: always()") if "exit 1" in before else CALLED
    with pytest.raises(AssertionError, match=words):
        execute(tmp_path, expressions, called.replace(before, after, 1))


def test_outputs_of_one_line_and_of_several() -> None:
    assert read_outputs("a=1\nb<<END\nx\ny=2\nEND\nc=\n") == {"a": "1", "b": "x\ny=2", "c": ""}
