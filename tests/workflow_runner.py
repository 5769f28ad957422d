"""Execute a workflow of GitHub Actions without GitHub: jobs one after another, in the order of ``needs``.

The calling workflow, the reusable workflow and the actions of this repository are read from their YAML, their
expressions evaluated by GitHub's library, and their scripts executed by bash; the actions of others are carried out by
hand (workflow_actions.py). A key that is not known here is an error.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from workflow_actions import ActionError, JobPlace, carry_out
from workflow_expressions import Expressions, as_string
from workflow_machine import USUAL_PATH, Machine

JOB_KEYS = {
    "environment", "if", "name", "needs", "outputs", "permissions", "runs-on", "steps", "strategy", "timeout-minutes",
}  # fmt: skip
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
class WorkflowRun:
    """One execution of a workflow."""

    folder: Path
    """Holds ``artifacts``, and a file for each job's log."""
    jobs: tuple[JobRun, ...]

    def job(self, name: str) -> JobRun:
        """Return the only run of a job."""
        [found] = [each for each in self.jobs if each.job == name]
        return found

    @property
    def succeeded(self) -> bool:
        """Whether the workflow run is green."""
        return all(each.result != "failure" for each in self.jobs)


@dataclass(kw_only=True)
class WorkflowRunner:
    """A stand-in for GitHub that keeps runs, caches and the published site between executions."""

    service: Path
    machine: Machine
    expressions: Expressions
    repositories: Mapping[str, Path]
    """Name -> git repository that checkouts clone."""
    repository: str
    """The name of the one whose workflow is executed."""

    def execute(self, workflow: Path, event: str, inputs: Mapping[str, Any]) -> WorkflowRun:
        """Execute a workflow whose only job calls a reusable one; ``inputs`` are those of workflow_dispatch."""
        caller = read_yaml(workflow)
        [job] = caller["jobs"].values()
        number = 1 + max((int(each.name) for each in (self.service / "runs").glob("*")), default=1000)
        folder = self.service / "runs" / str(number)
        (folder / "artifacts").mkdir(parents=True)
        github = {
            "event_name": event, "ref": "refs/heads/main", "ref_name": "main", "repository": self.repository,
            "repository_owner": self.repository.partition("/")[0], "run_attempt": "1", "run_id": str(number),
            "workflow": caller["name"],
        }  # fmt: skip
        given = self.expressions.fill(job["with"], {"github": github, "inputs": inputs})
        called = read_yaml(self._called(job["uses"]))
        asked = called[True]["workflow_call"]["inputs"]
        assert set(given) <= set(asked), sorted(set(given) - set(asked))
        execution = _Execution(
            runner=self, folder=folder, github=github, called=called, granted=job["permissions"],
            inputs={name: given.get(name, each["default"]) for name, each in asked.items()},
        )  # fmt: skip
        jobs = tuple(execution.run())
        about = {"repository": self.repository, "workflow": caller["name"], "branch": "main"}
        (folder / "completed.json").write_text(json.dumps(about), encoding="utf-8")
        return WorkflowRun(folder=folder, jobs=jobs)

    def _called(self, uses: str) -> Path:
        """Find the reusable workflow: of this repository, or of the one that ``uses`` names."""
        name, _, ref = uses.partition("@")
        if name.startswith("./"):
            return self.repositories[self.repository] / name
        assert ref, "a workflow of another repository needs a ref"
        owner, repository, path = name.split("/", 2)
        return self.repositories[f"{owner}/{repository}"] / path


@dataclass(kw_only=True)
class _Execution:
    """One run of a reusable workflow."""

    runner: WorkflowRunner
    folder: Path
    github: Mapping[str, str]
    called: Mapping[str, Any]
    granted: Mapping[str, str]
    inputs: Mapping[str, Any]
    needs: dict[str, dict[str, Any]] = field(default_factory=dict)

    def run(self) -> Iterator[JobRun]:
        """Run every job, in the order of the file, in which each comes after those that it needs."""
        for name, job in self.called["jobs"].items():
            assert set(job) <= JOB_KEYS, sorted(set(job) - JOB_KEYS)
            asked = job.get("permissions", self.called["permissions"])
            beyond = {scope for scope, access in asked.items() if self.granted.get(scope) not in (access, "write")}
            assert not beyond, f"{name} requests {beyond}, but the caller grants {self.granted}"
            runs = list(self._run_job(name, job, asked))
            results = {each.result for each in runs}
            result = next((each for each in ("failure", "success", "skipped") if each in results), "skipped")
            self.needs[name] = {"result": result, "outputs": dict(runs[-1].outputs) if runs else {}}
            yield from runs

    def _run_job(self, name: str, job: Mapping[str, Any], permissions: Mapping[str, str]) -> Iterator[JobRun]:
        """Run a job, or each combination of its matrix."""
        wanted = [job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", [])
        needs = {each: self.needs[each] for each in wanted}
        status = "success" if all(each["result"] == "success" for each in needs.values()) else "failure"
        contexts = {"github": self.github, "inputs": self.inputs, "needs": needs}
        if not self.runner.expressions.holds(job.get("if"), contexts, status):
            yield JobRun(job=name, name=name, result="skipped")
            return
        matrix = self.runner.expressions.fill(job.get("strategy", {}).get("matrix", {}), contexts)
        for place, values in enumerate(itertools.product(*matrix.values())):
            combination = {**contexts, "matrix": dict(zip(matrix, values, strict=True))}
            label = f"{name}-{place}" if matrix else name
            yield _Job(execution=self, job=job, name=name, label=label, permissions=permissions).run(combination)


@dataclass(kw_only=True)
class _Job:
    """One job on its own clean machine: an empty home, workspace and folder for temporary files."""

    execution: _Execution
    job: Mapping[str, Any]
    name: str
    label: str
    permissions: Mapping[str, str]
    status: str = "success"
    failed_step: str = ""

    def run(self, contexts: dict[str, Any]) -> JobRun:
        """Run the steps; the environment is that of GitHub's own Linux machines, as far as our scripts use it."""
        runner, execution = self.execution.runner, self.execution
        base = runner.machine.folder / f"{execution.folder.name}-{self.label}"
        for folder in ("work", "temp", "home"):
            (base / folder).mkdir(parents=True)
        fill = runner.expressions.fill
        assert fill(self.job["runs-on"], contexts) == LABEL, self.job["runs-on"]
        self.minutes = float(fill(self.job["timeout-minutes"], contexts))
        contexts["github"] = {**execution.github, "token": json.dumps(dict(self.permissions))}
        contexts["runner"] = {"arch": "X64", "environment": "self-hosted", "os": "Linux", "temp": str(base / "temp")}
        contexts["steps"] = {}
        with (execution.folder / f"{self.label}.log").open("w+", encoding="utf-8") as log:
            self.place = JobPlace(
                machine=runner.machine, service=runner.service, run=execution.folder, log=log, home=base / "home",
                repositories=runner.repositories, repository=runner.repository, permissions=self.permissions,
                workspace=base / "work", temp=base / "temp", tool_cache=runner.machine.folder / "tool-cache",
            )  # fmt: skip
            self._run_steps(self.job["steps"], contexts, {})
            if self.status == "success":
                for act in self.place.at_end:
                    act()
            outputs = runner.expressions.fill_strings(self.job.get("outputs", {}), contexts)
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
            if not self.execution.runner.expressions.holds(step.get("if"), contexts, self.status):
                continue
            outputs: dict[str, str] = {}
            try:
                outcome = "success" if self._run_step(step, title, contexts, around, outputs) else "failure"
            except ActionError as wrong:
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
        expressions = self.execution.runner.expressions
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
        place, github = self.place, self.execution.github
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


if __name__ == "__main__":
    sys.exit("see tests/bare_debian.py")
