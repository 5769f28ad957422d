"""``rtcmatrix browsers``: which browsers of the matrix are available on this machine."""

from __future__ import annotations

import dataclasses
import json
from functools import partial
from typing import TYPE_CHECKING, Any

import click
from rich.markup import escape
from rich.table import Table

from rtcmatrix.commands.options import browsers_option, install_option, last_option, matrix_option
from rtcmatrix.matrix import load_matrix, select_browsers
from rtcmatrix.model import Build
from rtcmatrix.providers import provide
from rtcmatrix.providers.programs import bring_programs
from rtcmatrix.runner.catalog import read_checks
from rtcmatrix.runner.estimate import Estimate, estimate_run
from rtcmatrix.runner.last_run import read_durations, this_platform
from rtcmatrix.runner.scope import scope_of
from rtcmatrix.terminal import say, terminal
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rtcmatrix.matrix import Matrix
    from rtcmatrix.model import BrowserSpec, Unavailable


@click.command("browsers")
@matrix_option
@browsers_option
@install_option
@last_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(
    matrix_file: Path, browser_patterns: tuple[str, ...], last: Path | None, form: str, *, install: bool
) -> None:
    """List the browsers of the matrix: version, provider and driver, or why one is not available.

    Below: how many cells a run of the available ones has, and about how long it takes.
    """
    matrix = load_matrix(matrix_file)
    tell = partial(say, err=True)
    if install:
        bring_programs(tell)
    found = [
        (spec, provide(spec, install=install, say=tell, settings=matrix.providers))
        for spec in select_browsers(matrix.browsers, browser_patterns)
    ]
    available = [spec.address for spec, build in found if isinstance(build, Build)]
    if form == "json":
        plain = [_plain(spec, build) for spec, build in found]
        estimated = dataclasses.asdict(_estimate(matrix, available, last))
        say(json.dumps({"browsers": plain, "estimate": estimated}, indent=2))
        return
    if (console := terminal()).is_terminal:
        console.print(_table(found))
    else:
        for spec, build in found:
            say("\t".join(one_line(word, 1000) for word in (spec.address, *_words(build))), tabs=True)
    if available:
        say(f"a run: {_estimate(matrix, available, last).words}", err=True)


def _estimate(matrix: Matrix, available: Sequence[str], last: Path | None) -> Estimate:
    """Estimate a run of the available browsers."""
    checks = read_checks(matrix.root)
    durations = read_durations(last, matrix.root)
    known = dataclasses.replace(durations, probes={**durations.probes, **{each.id: each.probe for each in checks}})
    cells = scope_of(matrix, available).cells(checks)
    return estimate_run(
        {address: [check.id for check in selected] for address, selected in cells.items()},
        known,
        workers=matrix.limits.count_workers(len(available)),
        platform=this_platform(),
    )


def _plain(spec: BrowserSpec, build: Build | Unavailable) -> dict[str, Any]:
    """Return one browser as JSON values."""
    there = isinstance(build, Build)
    return {
        "address": spec.address,
        "required": spec.required,
        "available": there,
        "build": dataclasses.asdict(build) if isinstance(build, Build) else None,
        "reasons": [] if isinstance(build, Build) else [list(reason) for reason in build.reasons],
    }


def _words(build: Build | Unavailable) -> tuple[str, str, str]:
    """Return version, provider and driver, or placeholders for an unavailable browser."""
    if isinstance(build, Build):
        return build.version, build.provider, build.driver_version
    return "not available", build.reason, ""


def _table(found: list[tuple[BrowserSpec, Build | Unavailable]]) -> Table:
    """Lay out the browsers for a terminal, with one line per provider for the reasons."""
    table = Table("browser", "version", "provider", "driver")
    for spec, build in found:
        if isinstance(build, Build):
            table.add_row(spec.address, *(escape(word) for word in _words(build)), style="green")
        else:
            reasons = "\n".join(escape(f"{provider}: {reason}") for provider, reason in build.reasons)
            table.add_row(spec.address, "not available", reasons, "")
    return table
