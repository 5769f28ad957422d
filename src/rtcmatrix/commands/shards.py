"""``rtcmatrix shards``: the parts of a nightly run, to gather on several machines and merge."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import click

from rtcmatrix.commands.options import (
    browsers_option,
    last_option,
    matrix_option,
    pairs_option,
    split_option,
)
from rtcmatrix.errors import ConfigurationError, NothingSelectedError
from rtcmatrix.matrix import check_entries, load_matrix, select_browsers
from rtcmatrix.nearest import nearest
from rtcmatrix.runner.catalog import read_checks, reject_unmatched_suites
from rtcmatrix.runner.last_run import read_durations
from rtcmatrix.runner.shards import PLATFORMS, plan_shards
from rtcmatrix.shell import command_line
from rtcmatrix.terminal import say

if TYPE_CHECKING:
    from pathlib import Path


@click.command("shards")
@matrix_option
@browsers_option
@pairs_option
@last_option
@click.option(
    "--platforms",
    metavar="NAME",
    multiple=True,
    callback=split_option,
    default=PLATFORMS,
    help=f"The operating systems to gather on. May be repeated. [default: {','.join(PLATFORMS)}]",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(
    matrix_file: Path,
    browser_patterns: tuple[str, ...],
    pairs: tuple[str, ...],
    last: Path | None,
    platforms: tuple[str, ...],
    form: str,
) -> None:
    """Divide the matrix into shards: by brand and platform, calls between brands apart.

    Together, the shards of a platform gather each cell of the matrix once. A shard that would take too long is divided
    by channel or by area. Its timeout comes from the durations of the last run. Needs no browser.

    To gather a shard: rtcmatrix run --browsers BROWSERS ARGUMENTS --out DIR. Then: rtcmatrix merge.
    """
    matrix = load_matrix(matrix_file)
    check_entries(pairs, matrix.addresses, matrix.references)
    for name in platforms:
        if name not in PLATFORMS:
            raise ConfigurationError(
                f'--platforms: "{name}" is not a platform; allowed: {", ".join(PLATFORMS)}{nearest(name, PLATFORMS)}'
            )
    reject_unmatched_suites(matrix)
    durations = read_durations(last, matrix.root)
    checks = read_checks(matrix.root)
    shards = [
        shard
        for platform in dict.fromkeys(platforms)
        for shard in plan_shards(
            matrix,
            checks,
            durations,
            platform=platform,
            browsers=select_browsers(matrix.browsers, browser_patterns),
            pairs=pairs,
        )
    ]
    if not shards:
        raise NothingSelectedError("no check is selected; `rtcmatrix checks` lists them")
    say(f"timeouts: {durations.source}", err=True)
    if form == "json":
        say(json.dumps([dataclasses.asdict(shard) for shard in shards], indent=2))
        return
    for shard in shards:
        run = command_line(["rtcmatrix", "run", "--browsers", shard.browsers, *shard.arguments])
        say(f"{shard.name}\t{shard.platform}\t{shard.timeout_minutes} min\t{run}", tabs=True)
