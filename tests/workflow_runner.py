"""Execute a workflow of GitHub Actions without GitHub: jobs one after another, in the order of ``needs``.

The calling workflow, the reusable workflow and the actions of this repository are read from their YAML, their
expressions evaluated by GitHub's library, and their scripts executed by bash; the actions of others are carried out by
hand (workflow_actions.py). A key that is not known here is an error.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workflow_expressions import Expressions
from workflow_jobs import Job, JobRun, Setting, read_yaml
from workflow_machine import Machine

JOB_KEYS = {
    "environment", "if", "name", "needs", "outputs", "permissions", "runs-on", "steps", "strategy", "timeout-minutes",
}  # fmt: skip


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
        setting = Setting(
            machine=self.machine, service=self.service, expressions=self.expressions, repositories=self.repositories,
            repository=self.repository, folder=folder, github=github,
        )  # fmt: skip
        execution = _Execution(
            setting=setting, called=called, granted=job["permissions"],
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

    setting: Setting
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
        contexts = {"github": self.setting.github, "inputs": self.inputs, "needs": needs}
        if not self.setting.expressions.holds(job.get("if"), contexts, status):
            yield JobRun(job=name, name=name, result="skipped")
            return
        matrix = self.setting.expressions.fill(job.get("strategy", {}).get("matrix", {}), contexts)
        for place, values in enumerate(itertools.product(*matrix.values())):
            combination = {**contexts, "matrix": dict(zip(matrix, values, strict=True))}
            label = f"{name}-{place}" if matrix else name
            yield Job(setting=self.setting, job=job, name=name, label=label, permissions=permissions).run(combination)
