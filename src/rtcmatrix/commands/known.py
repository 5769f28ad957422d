"""``rtcmatrix known``: list, check and add known differences."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from pathlib import Path

import click

from rtcmatrix.commands.known_check import check_known, print_known_troubles
from rtcmatrix.commands.options import matrix_option
from rtcmatrix.commands.project import find_column
from rtcmatrix.compare import Column
from rtcmatrix.compare.fact_paths import walk_facts
from rtcmatrix.compare.known_matches import fact_text
from rtcmatrix.errors import EXIT_EXPECTED, EXIT_UNEXPECTED, ConfigurationError
from rtcmatrix.judge.in_force import find_known, in_force, is_expired, speaks_of_fact
from rtcmatrix.judge.known import FILE, load_known
from rtcmatrix.judge.known_writing import append_known
from rtcmatrix.kinds import find_product
from rtcmatrix.model import Cell, KnownDifference, Status
from rtcmatrix.nearest import nearest
from rtcmatrix.runs import read_run
from rtcmatrix.terminal import say
from rtcmatrix.visible import one_line

NOT_TO_BE_KNOWN = (Status.PASS, Status.ERROR)


@click.group()
def command() -> None:
    """List, check and add known differences."""


@command.command("list")
@matrix_option
def list_known(matrix_file: Path) -> int:
    """List the known differences: file and line, statement, browsers, reason, bug, expiry."""
    today = datetime.now(UTC).date()
    known = load_known(matrix_file.resolve().parent / FILE)
    for entry in known:
        versions = f" {entry.versions}" if entry.versions else ""
        late = " (expired)" if is_expired(entry, today) else ""
        until = f", until {entry.expires}{late}" if entry.expires else ""
        browsers = f"engine {entry.engine}" if entry.engine else one_line(", ".join(entry.browsers), 500)
        say(f"{entry.file}:{entry.line}  {_statement(entry)} in {browsers}{versions}{until}")
        say("".join(f"    {one_line(each)}\n" for each in (*entry.checks, *entry.facts)), nl=False)
        say(f"    {one_line(entry.reason, 500)}\n    {one_line(entry.bug, 500)}")
    say(f"{len(known)} known {'difference' if len(known) == 1 else 'differences'}")
    return EXIT_EXPECTED


@command.command()
@click.argument("recorded", metavar="[RUN]", required=False, type=click.Path(path_type=Path))
@matrix_option
def check(recorded: Path | None, matrix_file: Path) -> int:
    """List the known differences that have expired, match nothing, or do not hold in RUN.

    Exits 1 if there is one. Needs no browser.
    """
    run = read_run(recorded) if recorded is not None else None
    found = check_known(run, matrix_file.resolve().parent)
    print_known_troubles(found)
    number = len(load_known(matrix_file.resolve().parent / FILE))
    what = f"{number} known {'difference' if number == 1 else 'differences'}"
    say(f"{what}, {len(found)} to look at" if found else f"{what}, all sound")
    return EXIT_UNEXPECTED if found else EXIT_EXPECTED


@command.command()
@click.argument("recorded", metavar="RUN", type=click.Path(path_type=Path))
@click.option(
    "--check", "check_id", required=True, metavar="ID", help="The check, or a check on the probe of the fact."
)
@click.option(
    "--browser", "address", required=True, metavar="ADDRESS", help="The column of RUN that shows the difference."
)
@click.option(
    "--fact",
    "path",
    metavar="PATH",
    help="State the value of the fact at this path instead of the status of the check.",
)
@click.option("--engine", is_flag=True, help="State it for every browser with the engine of ADDRESS.")
@click.option("--bug", required=True, metavar="URL", help="URL of the bug.")
@click.option("--reason", required=True, metavar="TEXT", help="The reason, in one sentence.")
@click.option("--versions", metavar="RANGE", help='Only in these versions, such as ">=150,<156".')
@click.option("--expires", metavar="DATE", help="Last day of validity, such as 2027-01-31.")
@matrix_option
def add(
    recorded: Path,
    check_id: str,
    address: str,
    path: str | None,
    bug: str,
    reason: str,
    versions: str | None,
    expires: str | None,
    matrix_file: Path,
    *,
    engine: bool,
) -> int:
    """Add a known difference that RUN shows: the status of a check, or the value of a fact.

    Appends an entry to suites/known-differences.yaml of the matrix and changes nothing else in it.
    """
    column = find_column(read_run(recorded), address)
    stated = _from_column(column, check_id, path)
    entry = dataclasses.replace(
        stated,
        browsers=() if engine else (address,),
        engine=_engine_of(address) if engine else None,
        bug=bug,
        reason=reason.strip(),
        versions=versions,
        expires=expires,
    )
    file = matrix_file.resolve().parent / FILE
    _refuse_twice(entry, column, load_known(file))
    written = append_known(file, entry)
    where = f"engine {written.engine}" if written.engine else one_line(address)
    say(f"{written.file}:{written.line}: {_statement(written)} in {where}")
    return EXIT_EXPECTED


def _engine_of(address: str) -> str:
    """Return the engine of a browser; raise ConfigurationError for a pair and for a browser of an unknown engine."""
    product = None if "+" in address else find_product(address.partition(":")[0])
    if product is None or product.family is None:
        raise ConfigurationError(f'"{address}" has no known engine; leave out --engine')
    return product.family.lower()


def _from_column(column: Column, check_id: str, path: str | None) -> KnownDifference:
    """Read the status or value to state; raise ConfigurationError if the run does not show it."""
    if check_id not in column.checks:
        raise ConfigurationError(
            f'run "{column.run.id}" has no check "{check_id}"{nearest(check_id, column.checks)}; '
            "`rtcmatrix checks` lists them"
        )
    plain = KnownDifference(bug="", reason="")
    if path is None:
        result = column.results.get(check_id)
        if result is None or result.status in NOT_TO_BE_KNOWN:
            what = "was not judged" if result is None else f"is {result.status}"
            raise ConfigurationError(
                f'"{check_id}" {what} in {column.address}: nothing to state; state a fact with --fact PATH'
            )
        return dataclasses.replace(plain, checks=(check_id,), expected=result.status)
    probe = column.checks[check_id].probe
    evidence = column.evidence.get(probe)
    if evidence is None or evidence.facts is None:
        raise ConfigurationError(f'"{probe}" has no facts in {column.address}; state the status without --fact')
    found = dict(walk_facts(evidence.facts))
    if path in found:
        return dataclasses.replace(plain, facts=(f"{probe}:{path}",), value=found[path])
    # A path that no column has is misspelled, not absent
    others = (one.facts for one in column.run.evidence if one.probe == probe and one.facts is not None)
    if any(path == place for facts in others for place, _ in walk_facts(facts)):
        return dataclasses.replace(plain, facts=(f"{probe}:{path}",), absent=True)
    raise ConfigurationError(f'"{probe}" has no fact "{path}" in any browser of the run{nearest(path, found)}')


def _refuse_twice(entry: KnownDifference, column: Column, known: tuple[KnownDifference, ...]) -> None:
    """Raise ConfigurationError if an entry covers the cell: only the first entry applies."""
    version = column.provenance.version if column.provenance else ""
    speaking = in_force(known, address=column.address, version=version, today=datetime.now(UTC).date())
    other = None
    if entry.checks:
        other = find_known(Cell(check=entry.checks[0], browser=column.address), speaking)
    else:
        probe, _, path = entry.facts[0].partition(":")
        other = next((each for each in speaking if speaks_of_fact(each, probe, path)), None)
    if other is not None:
        raise ConfigurationError(
            f"{other.file}:{other.line} already covers it ({_statement(other)}); change that entry"
        )


def _statement(entry: KnownDifference) -> str:
    """Return what an entry states."""
    if entry.expected is not None:
        return entry.expected.value
    return "absent" if entry.absent else f"value {fact_text(entry.value)}"
