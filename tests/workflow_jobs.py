"""Run one job of a workflow: its steps in order, with the environment, outputs and conditions of GitHub Actions."""

from __future__ import annotations

import itertools
import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from workflow_actions import ActionError, JobPlace, carry_out
from workflow_expressions import Expressions, as_string
from workflow_machine import USUAL_PATH, Machine

STEP_KEYS = {"env", "id", "if", "name", "run", "shell", "uses", "with", "working-directory"}
SHELLS = {"bash": ("bash", "--noprofile", "--norc", "-eo", "pipefail"), None: ("bash", "-e")}
LABEL = "ubuntu-latest"


@dataclass(frozen=True, kw_only=True)
class JobRun:
    """What became of one job; of a matrix, of one of its combinations."""

    job: str
    name: str
    result: str
    """``success``, ``failure`` or ``skipped``."""
    failed_step: str = ""
    outputs: Mapping[str, str] = field(default_factory=dict)
    summary: str = ""
    """Markdown of the job's page."""
    log: str = ""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What the jobs of one workflow run share."""

    machine: Machine
    service: Path
    """The stand-in for GitHub."""
    expressions: Expressions
    repositories: Mapping[str, Path]
    repository: str
    folder: Path
    """The folder of the workflow run."""
    github: Mapping[str, str]
    """The context ``github``, without the token."""


@dataclass(kw_only=True)
class Job:
    """One job on its own clean machine: an empty home, workspace and folder for temporary files."""

    setting: Setting
    job: Mapping[str, Any]
    name: str
    label: str
    permissions: Mapping[str, str]
    status: str = "success"
    failed_step: str = ""

    def run(self, contexts: dict[str, Any]) -> JobRun:
        """Run the steps; the environment is that of GitHub's own Linux machines, as far as our scripts use it."""
        setting = self.setting
        base = setting.machine.folder / f"{setting.folder.name}-{self.label}"
        for folder in ("work", "temp", "home"):
            (base / folder).mkdir(parents=True)
        fill = setting.expressions.fill
        assert fill(self.job["runs-on"], contexts) == LABEL, self.job["runs-on"]
        self.minutes = float(fill(self.job["timeout-minutes"], contexts))
        contexts["github"] = {**setting.github, "token": json.dumps(dict(self.permissions))}
        contexts["runner"] = {"arch": "X64", "environment": "self-hosted", "os": "Linux", "temp": str(base / "temp")}
        contexts["steps"] = {}
        with (setting.folder / f"{self.label}.log").open("w+", encoding="utf-8") as log:
            self.place = JobPlace(
                machine=setting.machine, service=setting.service, run=setting.folder, log=log, home=base / "home",
                repositories=setting.repositories, repository=setting.repository, permissions=self.permissions,
                workspace=base / "work", temp=base / "temp", tool_cache=setting.machine.folder / "tool-cache",
            )  # fmt: skip
            self._run_steps(self.job["steps"], contexts, {})
            if self.status == "success":
                for act in self.place.at_end:
                    act()
            outputs = setting.expressions.fill_strings(self.job.get("outputs", {}), contexts)
            log.seek(0)
            summary = base / "temp" / "summary.md"
            return JobRun(
                job=self.name, name=as_string(fill(self.job.get("name", self.name), contexts)), result=self.status,
                failed_step=self.failed_step, outputs=outputs, log=log.read(),
                summary=summary.read_text(encoding="utf-8") if summary.exists() else "",
            )  # fmt: skip

    def _run_steps(self, steps: list[dict[str, Any]], contexts: dict[str, Any], around: Mapping[str, str]) -> None:
        """Run the steps of the job, or of an action; ``around`` is the environment of the latter."""
        for step in steps:
            assert set(step) <= STEP_KEYS, sorted(set(step) - STEP_KEYS)
            title = step.get("name", step.get("uses", "run"))
            if not self.setting.expressions.holds(step.get("if"), contexts, self.status):
                continue
            outputs: dict[str, str] = {}
            try:
                outcome = "success" if self._run_step(step, title, contexts, around, outputs) else "failure"
            except (ActionError, subprocess.TimeoutExpired) as wrong:
                self.place.log.write(f"error: {wrong}\n")
                outcome = "failure"
            if outcome == "failure" and self.status == "success":
                self.status, self.failed_step = "failure", title
            if "id" in step:
                contexts["steps"][step["id"]] = {"outputs": outputs, "outcome": outcome, "conclusion": outcome}

    def _run_step(
        self,
        step: Mapping[str, Any],
        title: str,
        contexts: dict[str, Any],
        around: Mapping[str, str],
        outputs: dict[str, str],
    ) -> bool:
        """Run one step; return whether it succeeded."""
        expressions = self.setting.expressions
        if "uses" in step:
            given = expressions.fill_strings(step.get("with", {}), contexts)
            if step["uses"].startswith("./"):
                return self._run_own_action(self.place.workspace / step["uses"], given, contexts)
            outputs.update(carry_out(self.place, step["uses"], given))
            return True
        environment = {**around, **expressions.fill_strings(step.get("env", {}), contexts)}
        folder = self.place.workspace / as_string(expressions.fill(step.get("working-directory", "."), contexts))
        self.place.log.write(f"## {title}\n")
        self.place.log.flush()
        return self._run_script(step["run"], SHELLS[step.get("shell")], folder, environment, outputs)

    def _run_own_action(self, folder: Path, given: Mapping[str, str], contexts: Mapping[str, Any]) -> bool:
        """Run the steps of a composite action of the workspace."""
        action = read_yaml(folder / "action.yml")
        assert action["runs"]["using"] == "composite"
        asked = action.get("inputs", {})
        assert set(given) <= set(asked), sorted(set(given) - set(asked))
        assert {name for name, each in asked.items() if each.get("required")} <= set(given)
        inner = {
            **contexts,
            "github": {**contexts["github"], "action_path": str(folder)},
            "inputs": {name: given.get(name, as_string(each.get("default"))) for name, each in asked.items()},
            "steps": {},
        }
        before = self.status
        self._run_steps(action["runs"]["steps"], inner, {"GITHUB_ACTION_PATH": str(folder)})
        return self.status == before

    def _run_script(
        self, script: str, shell: tuple[str, ...], folder: Path, environment: Mapping[str, str], outputs: dict[str, str]
    ) -> bool:
        """Run a script and read what it wrote to GITHUB_OUTPUT."""
        place, github = self.place, self.setting.github
        file, told = place.temp / "script.sh", place.temp / "output.txt"
        file.write_text(script, encoding="utf-8")
        told.write_text("", encoding="utf-8")
        commands = place.machine.folder / "commands"
        code = place.machine.run(
            [*shell, str(file)],
            cwd=folder,
            environment={
                "HOME": str(place.home),
                "PATH": ":".join([*place.path, str(commands), USUAL_PATH]),
                "RUNNER_OS": "Linux", "RUNNER_TEMP": str(place.temp),
                "GITHUB_OUTPUT": str(told), "GITHUB_STEP_SUMMARY": str(place.temp / "summary.md"),
                "GITHUB_WORKSPACE": str(place.workspace),
                **{f"GITHUB_{name.upper()}": value for name, value in github.items()},
                "GH_STANDIN": str(place.service),
                **environment,
            },
            log=place.log,
            timeout=60 * self.minutes,
        )  # fmt: skip
        outputs.update(read_outputs(told.read_text(encoding="utf-8")))
        return code == 0


def read_yaml(path: Path) -> dict[Any, Any]:
    """Read a workflow or action; YAML 1.1 reads the key ``on`` as true."""
    document: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return document


def read_outputs(text: str) -> dict[str, str]:
    """Read GITHUB_OUTPUT: ``name=value``, or ``name<<END`` and lines up to END."""
    found: dict[str, str] = {}
    lines = iter(text.splitlines())
    for line in lines:
        name, is_long, end = line.partition("<<")
        if is_long and "=" not in name:
            found[name] = "\n".join(itertools.takewhile(lambda each, end=end: each != end, lines))  # type: ignore[misc]
        else:
            name, _, found[name] = line.partition("=")
    return found
