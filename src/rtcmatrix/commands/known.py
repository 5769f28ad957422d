"""``rtcmatrix known``: list what is known, check whether it still holds, write down one thing more."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from pathlib import Path

import click

from rtcmatrix.commands.house import find_column
from rtcmatrix.commands.options import matrix_option
from rtcmatrix.commands.troubles import say_troubles, troubles_of
from rtcmatrix.compare import Column
from rtcmatrix.compare.places import places
from rtcmatrix.compare.sightings import shown
from rtcmatrix.errors import EXIT_EXPECTED, EXIT_UNEXPECTED, ConfigurationError
from rtcmatrix.judge.in_force import find_known, in_force, is_expired, speaks_of_fact
from rtcmatrix.judge.known import FILE, load_known
from rtcmatrix.judge.known_writing import append_known
from rtcmatrix.model import Cell, KnownDifference, Status
from rtcmatrix.nearest import nearest
from rtcmatrix.runs import read_run
from rtcmatrix.terminal import say
from rtcmatrix.visible import one_line

NOT_TO_BE_KNOWN = (Status.PASS, Status.ERROR)


@click.group()
def command() -> None:
    """State what browsers are known to do, and see whether it still holds."""


@command.command("list")
@matrix_option
def list_known(matrix_file: Path) -> int:
    """List what is known: place, what is stated, in which browsers, why, and until when."""
    today = datetime.now(UTC).date()
    known = load_known(matrix_file.resolve().parent / FILE)
    for entry in known:
        versions = f" {entry.versions}" if entry.versions else ""
        late = " (expired)" if is_expired(entry, today) else ""
        until = f", until {entry.expires}{late}" if entry.expires else ""
        browsers = one_line(", ".join(entry.browsers), 500)
        say(f"{entry.file}:{entry.line}  {_statement(entry)} in {browsers}{versions}{until}")
        say("".join(f"    {one_line(each)}\n" for each in (*entry.checks, *entry.facts)), nl=False)
        say(f"    {one_line(entry.reason, 500)}\n    {one_line(entry.bug, 500)}")
    say(f"{len(known)} known {'difference' if len(known) == 1 else 'differences'}")
    return EXIT_EXPECTED


@command.command()
@click.argument("recorded", metavar="[RUN]", required=False, type=click.Path(path_type=Path))
@matrix_option
def check(recorded: Path | None, matrix_file: Path) -> int:
    """Name the entries that have expired, name nothing that there is, or do not hold in RUN.

    Exits 1 where there is one. Needs no browser.
    """
    run = read_run(recorded) if recorded is not None else None
    found = troubles_of(run, matrix_file.resolve().parent)
    say_troubles(found)
    number = len(load_known(matrix_file.resolve().parent / FILE))
    what = f"{number} known {'difference' if number == 1 else 'differences'}"
    say(f"{what}, {len(found)} to look at" if found else f"{what}, all sound")
    return EXIT_UNEXPECTED if found else EXIT_EXPECTED


@command.command()
@click.argument("recorded", metavar="RUN", type=click.Path(path_type=Path))
@click.option("--check", "check_id", required=True, metavar="ID", help="The check, or one whose probe saw the fact.")
@click.option("--browser", "address", required=True, metavar="ADDRESS", help="The column of RUN that shows it.")
@click.option("--fact", "path", metavar="PATH", help="State this fact, by its path, instead of the check's status.")
@click.option("--bug", required=True, metavar="URL", help="Where it is written down.")
@click.option("--reason", required=True, metavar="TEXT", help="Why it is so, in a sentence.")
@click.option("--versions", metavar="RANGE", help='Only in these versions: ">=150,<156".')
@click.option("--expires", metavar="DATE", help="The last day on which it counts: 2027-01-31.")
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
) -> int:
    """State as known what RUN shows: the status of a check, or the value of a fact.

    Appends an entry to suites/known-differences.yaml beside the matrix and changes nothing else in it.
    """
    column = find_column(read_run(recorded), address)
    stated = _from_column(column, check_id, path)
    entry = dataclasses.replace(
        stated, browsers=(address,), bug=bug, reason=reason.strip(), versions=versions, expires=expires
    )
    file = matrix_file.resolve().parent / FILE
    _refuse_twice(entry, column, load_known(file))
    written = append_known(file, entry)
    say(f"{written.file}:{written.line}: {_statement(written)} in {one_line(address)}")
    return EXIT_EXPECTED


def _from_column(column: Column, check_id: str, path: str | None) -> KnownDifference:
    """Read what is to be stated; raises ConfigurationError where the run does not show it."""
    if check_id not in column.checks:
        raise ConfigurationError(
            f'run "{column.run.id}" has no check "{check_id}"{nearest(check_id, column.checks)}; '
            "`rtcmatrix checks` lists them"
        )
    plain = KnownDifference(browsers=(), bug="", reason="")
    if path is None:
        result = column.results.get(check_id)
        if result is None or result.status in NOT_TO_BE_KNOWN:
            what = "was not judged" if result is None else f"is {result.status}"
            raise ConfigurationError(
                f'"{check_id}" {what} in {column.address}: there is nothing to state; a fact is stated with --fact PATH'
            )
        return dataclasses.replace(plain, checks=(check_id,), expected=result.status)
    probe = column.checks[check_id].probe
    evidence = column.evidence.get(probe)
    if evidence is None or evidence.facts is None:
        raise ConfigurationError(
            f'"{probe}" gave no facts in {column.address}: only its status can be stated, without --fact'
        )
    found = dict(places(evidence.facts))
    if path in found:
        return dataclasses.replace(plain, facts=(f"{probe}:{path}",), value=found[path])
    # A path that no other column has either is a misspelling, not an absence
    others = (one.facts for one in column.run.evidence if one.probe == probe and one.facts is not None)
    if any(path == place for facts in others for place, _ in places(facts)):
        return dataclasses.replace(plain, facts=(f"{probe}:{path}",), absent=True)
    raise ConfigurationError(f'"{probe}" has no fact "{path}" in any browser of the run{nearest(path, found)}')


def _refuse_twice(entry: KnownDifference, column: Column, known: tuple[KnownDifference, ...]) -> None:
    """See that no entry speaks of it already: the first one decides, and a second would be useless."""
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
            f"{other.file}:{other.line} speaks of it already ({_statement(other)}); change that entry"
        )


def _statement(entry: KnownDifference) -> str:
    """Say in a few words what an entry states."""
    if entry.expected is not None:
        return entry.expected.value
    return "absent" if entry.absent else f"value {shown(entry.value)}"
