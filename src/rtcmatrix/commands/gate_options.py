"""The options of the gate, and the plan that ``run`` and ``gate`` make of them before any browser starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from rtcmatrix.commands.project import find_reference, read_reference
from rtcmatrix.compare.finding_kinds import DEFAULT_KINDS, KINDS_WITHOUT_REFERENCE, FindingKind
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.nearest import nearest
from rtcmatrix.runs import read_run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rtcmatrix.compare import Column
    from rtcmatrix.model import Run

against_option: Callable[[Any], Any] = click.option(
    "--against",
    metavar="REFERENCE",
    help="Compare with this baseline (by name or path) or run (by path).",
)
fail_on_option: Callable[[Any], Any] = click.option(
    "--fail-on",
    "fail_on",
    metavar="KINDS",
    help=f"Exit 1 on findings of these kinds: {', '.join(FindingKind)}. [default with --against: "
    f"{', '.join(DEFAULT_KINDS)}]",
)
allow_incomplete_option: Callable[[Any], Any] = click.option(
    "--allow-incomplete",
    is_flag=True,
    help="Judge the existing results of a run that is empty or incomplete, and print first what is missing. A missing "
    "required browser still exits 4.",
)


@dataclass(frozen=True, kw_only=True)
class GatePlan:
    """What the gate compares with, and which findings fail it."""

    fail_on: tuple[FindingKind, ...]
    reference: str | None
    """As given on the command line."""
    run: Run | None = None
    """The reference as one run."""
    columns: tuple[Column, ...] = ()
    """The columns of the reference, each with the check versions of its acceptance."""
    allow_incomplete: bool = False


def plan_gate(against: str | None, fail_on: str | None, root: Path) -> GatePlan | None:
    """Read the reference and the kinds of findings; None where neither option is given.

    Raises ConfigurationError for an invalid option.
    """
    if against is None and fail_on is None:
        return None
    chosen = read_finding_kinds(fail_on) if fail_on is not None else DEFAULT_KINDS
    if against is None:
        lacking = [each for each in chosen if each not in KINDS_WITHOUT_REFERENCE]
        if lacking and fail_on != FindingKind.ANY:
            raise ConfigurationError(
                f"--fail-on {','.join(lacking)} needs a reference; name a baseline or a run with --against"
            )
        return GatePlan(fail_on=chosen, reference=None)
    path = find_reference(against, root)
    return GatePlan(fail_on=chosen, reference=against, run=read_run(path), columns=read_reference(path))


def read_finding_kinds(text: str) -> tuple[FindingKind, ...]:
    """Read ``newly-failing,changed``; ``any`` selects all kinds. Raises ConfigurationError for an unknown word."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    for word in words:
        if word not in list(FindingKind):
            raise ConfigurationError(
                f'--fail-on: unknown kind "{word}"; allowed: {", ".join(FindingKind)}{nearest(word, list(FindingKind))}'
            )
    if not words:
        raise ConfigurationError(f"--fail-on is empty; allowed: {', '.join(FindingKind)}")
    chosen = {FindingKind(word) for word in words}
    return tuple(each for each in FindingKind if each in chosen or FindingKind.ANY in chosen)
