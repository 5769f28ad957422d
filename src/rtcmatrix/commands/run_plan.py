"""The first step of ``rtcmatrix run``: from the command line to a plan."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.browsers import browser_of
from rtcmatrix.commands.confirm import TIMES
from rtcmatrix.commands.gate_options import GatePlan, plan_gate
from rtcmatrix.commands.project import comparing
from rtcmatrix.commands.report_files import Wanted
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.judge.known import FILE, load_known
from rtcmatrix.matrix import Matrix, check_entries, load_matrix
from rtcmatrix.providers.npm import bring_packages
from rtcmatrix.providers.programs import bring_programs
from rtcmatrix.runner.catalog import reject_unmatched_suites
from rtcmatrix.runner.estimate import Durations
from rtcmatrix.runner.last_run import durations_of, last_run
from rtcmatrix.runner.plan import Plan
from rtcmatrix.runner.planning import make_plan, plan_resume
from rtcmatrix.runner.reuse import Earlier, read_earlier

if TYPE_CHECKING:
    from rich.console import Console

    from rtcmatrix.compare import Comparing


MAX_AGE_DAYS = 7
"""Default age up to which evidence is reused."""
LONGEST_AGE_DAYS = 36_500


@dataclass(frozen=True, kw_only=True)
class RunOptions:
    """The command line of ``run``."""

    matrix_file: Path
    browser_patterns: tuple[str, ...]
    install: bool
    out: Path | None
    resume: Path | None
    reuse: Path | None
    reuse_max_age: int | None
    workers: int | None
    lanes: int | None
    repeat: int
    pairs: tuple[str, ...]
    pairs_only: bool
    only: tuple[str, ...]
    """Patterns over check ids."""
    confirm: int | None
    no_confirm: bool
    wanted: tuple[Wanted, ...]
    report_url: str | None
    expression: str | None
    against: str | None
    fail_on: str | None
    pytest_arguments: tuple[str, ...]

    @property
    def confirmations(self) -> int | None:
        """How often an unexpected result is gathered again at most; None where neither option is given."""
        return 0 if self.no_confirm else self.confirm

    @property
    def selection(self) -> tuple[str, ...]:
        """The pytest arguments that select checks."""
        return (*(["-k", self.expression] if self.expression else []), *self.pytest_arguments)


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A run whose browsers and checks are known; nothing is started yet."""

    options: RunOptions
    run_dir: Path
    plan: Plan
    gate: GatePlan | None
    """None where neither --against nor --fail-on is given."""
    durations: Durations
    """What the estimated time is based on."""
    earlier: Earlier | None = None
    """The run of --reuse."""

    @property
    def root(self) -> Path:
        """The folder of the matrix."""
        return Path(self.plan.root)

    @property
    def confirmations(self) -> int:
        """How often an unexpected result is gathered again at most."""
        asked = self.options.confirmations
        return self.plan.confirm if asked is None else asked

    @property
    def workers(self) -> int:
        """How many processes gather."""
        return self.options.workers or self.plan.limits.count_workers(len(self.plan.columns))

    @functools.cached_property
    def comparing(self) -> Comparing:
        """The comparison that applies the known differences of the project."""
        return comparing(load_known(self.root / FILE))


def plan_run(options: RunOptions, console: Console) -> Planned:
    """Load the matrix, select browsers and checks, and write the plan; or take up the plan of a run to resume."""
    if options.confirm and options.no_confirm:
        raise ConfigurationError("--confirm and --no-confirm contradict each other; give one of them")
    return _resume(options, options.resume) if options.resume is not None else _start(options, console)


def _start(options: RunOptions, console: Console) -> Planned:
    """Plan a new run."""
    announce = partial(console.print, markup=False)
    matrix = _load(options)
    earlier = _read_earlier(options)
    gate = plan_gate(options.against, options.fail_on, matrix.root)
    if options.install:
        bring_programs(announce)
        bring_packages(matrix.root, announce)
    last = last_run(matrix.root)
    run_dir, plan = make_plan(
        matrix,
        patterns=options.browser_patterns,
        install=options.install,
        out=options.out,
        lanes=options.lanes,
        repeat=options.repeat,
        confirm=TIMES if options.confirmations is None else options.confirmations,
        pairs=options.pairs,
        only=options.only,
        pairs_only=options.pairs_only,
        selected=options.selection,
        last=last,
        say=announce,
    )
    if bare := [each.spec.address for each in plan.columns if not browser_of(each.spec.name).has_sandbox]:
        announce(f"started without their sandbox, because the user is root: {', '.join(bare)}")
    return Planned(
        options=options, run_dir=run_dir, plan=plan, gate=gate, durations=durations_of(last), earlier=earlier
    )


def _read_earlier(options: RunOptions) -> Earlier | None:
    """Read the run of --reuse."""
    if options.reuse is None:
        if options.reuse_max_age is not None:
            raise ConfigurationError("--reuse-max-age limits --reuse RUN; give both")
        return None
    days = MAX_AGE_DAYS if options.reuse_max_age is None else options.reuse_max_age
    return read_earlier(options.reuse, timedelta(days=days))


def _load(options: RunOptions) -> Matrix:
    """Load the matrix; raise ConfigurationError for a pattern that selects nothing."""
    matrix = load_matrix(options.matrix_file)
    check_entries(options.pairs, matrix.addresses, matrix.references)
    reject_unmatched_suites(matrix, options.only)
    return matrix


def _resume(options: RunOptions, run_dir: Path) -> Planned:
    """Take up the plan of an interrupted run; raise ConfigurationError for options that would change it."""
    given = {
        "--out": options.out,
        "--browsers": options.browser_patterns,
        "--pairs": options.pairs,
        "--pairs-only": options.pairs_only,
        "--suites": options.only,
        "--lanes": options.lanes,
        "--reuse": options.reuse,
        "--reuse-max-age": options.reuse_max_age,
        "--repeat": options.repeat if options.repeat > 1 else None,
        "-k": options.expression,
        "PYTEST_ARGUMENTS": options.pytest_arguments,
    }
    if refused := [f'"{word}"' for word, value in given.items() if value]:
        raise ConfigurationError(f"--resume continues a run as it was planned; it takes no {' and no '.join(refused)}")
    plan = plan_resume(run_dir)
    root = Path(plan.root)
    gate = plan_gate(options.against, options.fail_on, root)
    return Planned(options=options, run_dir=run_dir, plan=plan, gate=gate, durations=durations_of(last_run(root)))
