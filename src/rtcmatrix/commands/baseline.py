"""``rtcmatrix baseline``: accept a run as a baseline, kept in git, and show baselines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rtcmatrix.commands.compare_table import change_text
from rtcmatrix.commands.options import browsers_option, matrix_option
from rtcmatrix.commands.project import BASELINES
from rtcmatrix.compare import Column, Standing, compare_columns, counterparts, every_column
from rtcmatrix.errors import EXIT_EXPECTED, ConfigurationError, NothingSelectedError
from rtcmatrix.files import naming, refuse_overwriting, write_file
from rtcmatrix.matrix import matches
from rtcmatrix.model import Fault, Kind, Outcome, Run, Status
from rtcmatrix.runs import column_text, file_name, read_columns, read_run
from rtcmatrix.runs.completeness import assess
from rtcmatrix.terminal import say
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
MOST_CHANGES = 40
"""Changes of a column that are printed; git shows the rest."""


@click.group()
def command() -> None:
    """Accept a run as the baseline of later runs, or show baselines."""


@command.command()
@click.argument("recorded", metavar="RUN", type=click.Path(path_type=Path))
@click.option("--name", default="main", show_default=True, help="Name of the baseline.")
@browsers_option
@click.option("--force", is_flag=True, help="Accept columns that are incomplete, crashed or lack checks.")
@matrix_option
def accept(recorded: Path, name: str, browser_patterns: tuple[str, ...], matrix_file: Path, *, force: bool) -> int:
    """Write each column of RUN to a file of reports/baselines/NAME, and print what changes.

    Columns of the baseline that RUN lacks are kept.
    """
    if not _NAME.fullmatch(name):
        raise ConfigurationError(f'--name "{name}": expected letters, digits, dots, dashes and underscores')
    folder = matrix_file.resolve().parent / BASELINES / name
    refuse_overwriting(folder, [recorded], "the baseline")
    columns = _choose(read_run(recorded), browser_patterns)
    for column in columns:
        refuse_overwriting(folder / file_name(column.address), [recorded], "the baseline's file")
    accepted = {run.browsers[0].address: run for run in read_columns(folder)} if folder.is_dir() else {}
    held = [column for run in accepted.values() for column in every_column(run)[:1]]
    before = {column.address: old for old, column in counterparts(held, columns)}
    reasons = [reason for column in columns for reason in _refusals(column, before.get(column.address))]
    if reasons and not force:
        raise ConfigurationError(
            "\n".join([f'not accepted as baseline "{name}":', *(f"  {each}" for each in reasons)])
            + "\nrerun the failed columns, exclude a column with --browsers, or accept anyway with --force"
        )
    _refuse_one_file(columns)
    with naming(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for column in columns:
        noisy = {probe: sorted(column.noise_in(probe).paths) for probe in column.repeats}
        write_file(folder / file_name(column.address), column_text(column.run, column.address, noisy))
        old = before.get(column.address)
        _say_column(column, old)
        if old is not None and old.address != column.address:
            (folder / file_name(old.address)).unlink(missing_ok=True)
            say(f"  replaces {one_line(old.address)}")
    taken = {each.address for each in (*columns, *before.values())}
    for address in sorted(accepted.keys() - taken):
        say(f"{one_line(address)}: kept")
    say(f'accepted as baseline "{name}": {folder}; review and commit it')
    return EXIT_EXPECTED


@command.command()
@click.argument("name", required=False)
@matrix_option
def show(name: str | None, matrix_file: Path) -> int:
    """List the columns of baselines: browser, version, platform, number of checks and facts."""
    folders = sorted(path for path in (matrix_file.resolve().parent / BASELINES).glob("*/") if any(path.glob("*.json")))
    chosen = [path for path in folders if name in (None, path.name)]
    if not chosen:
        known = ", ".join(path.name for path in folders) or "none"
        raise NothingSelectedError(
            f"there is no baseline{f' {name!r}' if name else ''} (there are: {known}); "
            "create one with `rtcmatrix baseline accept RUN`"
        )
    for folder in chosen:
        say(folder.name)
        for column in (each for run in read_columns(folder) for each in every_column(run)):
            launched = column.provenance
            what = f"{launched.brand} {launched.version}, {launched.platform}" if launched else "unknown"
            repeats = max((len(each) for each in column.repeats.values()), default=0)
            say(
                f"  {one_line(column.address)}  {one_line(what)}  {len(column.results)} checks, "
                f"{column.fact_count} facts" + (f", {repeats} repeats" if repeats > 1 else "")
            )
    return EXIT_EXPECTED


def _choose(run: Run, patterns: tuple[str, ...]) -> list[Column]:
    """Return the launched columns that match the patterns."""
    columns = [each for each in every_column(run) if each.provenance is not None and each.spec is not None]
    for pattern in patterns:
        if not any(matches(pattern, each.address) for each in columns):
            held = ", ".join(each.address for each in columns) or "none"
            raise NothingSelectedError(f'no column of run "{run.id}" is called "{pattern}"; it holds {held}')
    chosen = [each for each in columns if not patterns or any(matches(p, each.address) for p in patterns)]
    if not chosen:
        raise NothingSelectedError(f'run "{run.id}" has no column of a launched browser')
    return chosen


def _refuse_one_file(columns: Sequence[Column]) -> None:
    """Raise ConfigurationError if two columns would be written to one file."""
    named: dict[str, str] = {}
    for column in columns:
        file = file_name(column.address)
        other = named.setdefault(file.lower(), column.address)
        if other != column.address:
            raise ConfigurationError(
                f'"{other}" and "{column.address}" would both be written to {file}; accept them as two baselines with '
                "--browsers and --name"
            )


def _refusals(column: Column, before: Column | None) -> list[str]:
    """Return the reasons not to accept a column as a baseline."""
    run_lacks = assess(column.run)
    incomplete = not run_lacks.is_complete and (
        run_lacks.interrupted or run_lacks.shards or column.address in run_lacks.cells
    )
    found = [f"{column.address}: the run is {run_lacks.headline}; finish it with --resume first"] if incomplete else []
    found += [
        f"{column.address}: {result.check} is {result.status}"
        for result in column.results.values()
        if result.status in {Status.CRASH, Status.ERROR}
    ]
    judged = {each.probe for each in column.run.checks}
    for probe, repeats in column.repeats.items():
        if probe not in judged and any(each.fault in {Fault.CRASH, Fault.ERROR} for each in repeats):
            found.append(f"{column.address}: {probe} did not finish")
    lacking = sorted(before.results.keys() - column.results.keys()) if before is not None else []
    if lacking:
        found.append(
            f"{column.address}: the run lacks {len(lacking)} of the {len(before.results) if before else 0} checks "
            f"of the baseline, such as {lacking[0]}"
        )
    return found


def _say_column(column: Column, before: Column | None) -> None:
    """Print what is accepted for a column, one change per line."""
    if before is None:
        say(f"{one_line(column.address)}: new, with {len(column.results)} checks and {column.fact_count} facts")
    else:
        _say_changes(before, column)
    unexpected = [each.check for each in column.results.values() if each.outcome is Outcome.UNEXPECTED]
    if unexpected and column.provenance is not None and column.provenance.provider == "wptreport":
        say(f"  {len(unexpected)} of its results are failures, and become expected")
    elif unexpected:
        say(
            f"  {len(unexpected)} of its results are unexpected, such as {one_line(unexpected[0])}; the gate fails on "
            "them until `rtcmatrix known add` states them"
        )


def _say_changes(before: Column, column: Column) -> None:
    """Print how a column differs from the accepted one."""
    compared = compare_columns(before, column)
    ours = [each.subject for each in compared.of(Standing.NOT_COMPARED) if each.kind is Kind.CHECK_CHANGED]
    noise = len(compared.noise)
    # Known differences and launch options are accepted, too
    changes = (*compared.telling, *compared.known, *compared.set_apart)
    launched = [each.provenance.version for each in (before, column) if each.provenance is not None]
    build = f"{one_line(launched[0])} became {one_line(launched[-1])}, " if launched[0] != launched[-1] else ""
    amount = {0: "nothing changed", 1: "1 change accepted"}.get(len(changes), f"{len(changes)} changes accepted")
    say(f"{one_line(column.address)}: {build}{amount}" + (f", {noise} in what is noisy" if noise else ""))
    for reason in compared.apart:
        say(f"  launched differently: {one_line(reason, 500)}")
    if ours:
        say(f"  changed checks: {one_line(', '.join(ours), 500)}")
    for each in changes[:MOST_CHANGES]:
        say(f"  {one_line(each.subject)}: {one_line(each.path or each.level.value)}: {change_text(each)}")
    if len(changes) > MOST_CHANGES:
        say(f"  and {len(changes) - MOST_CHANGES} more, which git shows")
