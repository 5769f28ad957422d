"""``rtcmatrix compare``: print the differences between columns of one run or of two runs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from rtcmatrix.commands.compare_table import print_table
from rtcmatrix.commands.project import comparing, find_column, known_here
from rtcmatrix.compare import Column, Comparison, calls_of, chosen_pairs, columns_of, every_column, pair_columns
from rtcmatrix.errors import EXIT_EXPECTED, EXIT_UNEXPECTED, ConfigurationError
from rtcmatrix.model import Json, Run, is_pair
from rtcmatrix.report.forms.json_document.render import comparison_of
from rtcmatrix.runs import FORMAT, read_run, to_json
from rtcmatrix.runs.completeness import Completeness, IncompleteRun, assess
from rtcmatrix.terminal import say
from rtcmatrix.visible import one_line


@click.command()
@click.argument("before", metavar="A", type=click.Path(path_type=Path))
@click.argument("after", metavar="[B]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--browsers", metavar="LEFT,RIGHT", help="Compare these two columns: both of A, or LEFT of A and RIGHT of B."
)
@click.option("--reference", metavar="ADDRESS", help="Compare every other browser (of B, if given) with this one of A.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--exit-zero", is_flag=True, help="Exit 0 even if something differs or is missing.")
@click.option("--allow-incomplete", is_flag=True, help="Exit 0 for an incomplete run if nothing differs.")
def command(
    before: Path,
    after: Path | None,
    browsers: str | None,
    reference: str | None,
    form: str,
    *,
    exit_zero: bool,
    allow_incomplete: bool,
) -> int:
    """Print the differences in statuses, facts and metrics.

    A and B are folders of runs or baselines, run.json files, or files of observations saved by hand. With A and B,
    each browser of A is compared with the same browser of B; with A alone, the pairs that its matrix compares. Checks
    with a result on one side only are listed separately and not counted. Exits 1 for a difference that is neither noise
    nor known, for a browser that was launched differently than in A and so is not comparable, and for an incomplete
    run.
    """
    one = read_run(before)
    other = read_run(after) if after else None
    lacking = {run.id: assess(run) for run in (one, other) if run is not None}
    incomplete = [f'run "{run}" is {each.headline}' for run, each in lacking.items() if not each.is_complete]
    try:
        pairs = choose(one, other, browsers, reference)
    except ConfigurationError as wrong:
        raise ConfigurationError("\n".join([*incomplete, str(wrong)])) from None
    compared = comparing(known_here())
    comparisons = [compared(*pair) for pair in pairs]
    chosen = browsers or reference
    alone = one.unpaired if other is None and chosen is None else ()
    if form == "json":
        told = document(comparisons, *unpaired(one, other, chosen), alone)
        say(json.dumps({**told, "incomplete": to_json(lacking_of(lacking))}, indent=2))
    else:
        for each in incomplete:
            say(one_line(each, 1_000))
        print_table(comparisons, *unpaired(one, other, chosen))
        for address in alone:
            say(f"{one_line(address)} is not compared by milestone: no other browser of this run has the same one")
    differs = any(comparison.telling or comparison.apart for comparison in comparisons)
    differs = differs or (bool(incomplete) and not allow_incomplete)
    return EXIT_UNEXPECTED if differs and not exit_zero else EXIT_EXPECTED


def lacking_of(lacking: Mapping[str, Completeness]) -> list[IncompleteRun]:
    """Return what each incomplete run lacks, for the JSON document."""
    return [
        IncompleteRun(run=run, state=each.state, words=each.words, cells=each.cells)
        for run, each in lacking.items()
        if not each.is_complete
    ]


def choose(one: Run, other: Run | None, browsers: str | None, reference: str | None) -> list[tuple[Column, Column]]:
    """Return the pairs to compare; raise ``ConfigurationError`` for an unknown address."""
    if browsers is not None and reference is not None:
        raise ConfigurationError(
            f'--reference "{reference}" and --browsers "{browsers}" exclude each other; give one of them'
        )
    if reference is not None:
        return against(find_column(one, reference), other or one)
    if browsers is not None:
        addresses = [address.strip() for address in browsers.split(",")]
        if len(addresses) != 2:
            raise ConfigurationError(
                f'--browsers "{browsers}": expected two addresses, such as chromium:stable,firefox:esr'
            )
        return [(find_column(one, addresses[0]), find_column(other or one, addresses[1]))]
    pairs = pair_columns(one, other) if other else chosen_pairs(one)
    if not pairs:
        held = ", ".join(column.address for column in columns_of(one)) or "none"
        raise ConfigurationError(
            f'no two columns to compare (run "{one.id}" holds {held}); name two with --browsers LEFT,RIGHT'
        )
    return pairs


def against(reference: Column, run: Run) -> list[tuple[Column, Column]]:
    """Pair every other column of a run with one; raise ``ConfigurationError`` if there is none.

    A pair of browsers is compared with pairs, a browser with browsers.
    """
    alike = calls_of(run) if is_pair(reference.address) else columns_of(run)
    others = [each for each in alike if (each.run.id, each.address) != (reference.run.id, reference.address)]
    if not others:
        raise ConfigurationError(f'run "{run.id}" has no column to compare with "{reference.address}"')
    return [(reference, other) for other in others]


def unpaired(one: Run, other: Run | None, browsers: str | None) -> tuple[list[str], list[str]]:
    """Return the addresses that only the first run has, and those that only the second has."""
    if other is None or browsers is not None:
        return [], []
    before, after = ([column.address for column in every_column(run)] for run in (one, other))
    met = pair_columns(one, other)
    held, found = ({pair[side].address for pair in met} for side in (0, 1))
    return [each for each in before if each not in held], [each for each in after if each not in found]


def document(
    comparisons: list[Comparison], only_before: list[str], only_after: list[str], alone: Sequence[str] = ()
) -> Json:
    """Return the JSON document that docs/formats.md describes."""
    return {
        "format": FORMAT,
        "comparisons": [to_json(comparison_of(each)) for each in comparisons],
        "only_before": only_before,
        "only_after": only_after,
        "unpaired": list(alone),
        "differences": [
            {"comparison": place, "standing": each.standing(difference).value, **to_json(difference)}
            for place, each in enumerate(comparisons)
            for difference in each.differences
        ],
    }
