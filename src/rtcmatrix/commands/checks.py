"""``rtcmatrix checks``: list the checks by area, with their specifications."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

import click

from rtcmatrix.commands.options import matrix_option
from rtcmatrix.runner.catalog import read_checks
from rtcmatrix.runs import to_json
from rtcmatrix.terminal import say
from rtcmatrix.visible import one_line


@click.command()
@matrix_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(matrix_file: Path, form: str) -> int:
    """List the checks by area: title, impact, probe, specification, browser-compat-data paths."""
    checks = read_checks(matrix_file.resolve().parent)
    if form == "json":
        say(json.dumps([to_json(check) for check in checks], indent=1))
        return 0
    for area, group in groupby(checks, key=lambda check: check.id.partition("/")[0]):
        inside = list(group)
        say(f"{area}: {len(inside)} {'check' if len(inside) == 1 else 'checks'}")
        for check in inside:
            say(f"  {one_line(check.id)}\n      {one_line(check.title, 1000)}")
            if check.why:
                say(f"      {one_line(check.why, 1000)}")
            say(f"      {one_line('  '.join((check.probe, check.spec, *check.features)), 2000)}")
    say(f"{len(checks)} checks on {len({check.probe for check in checks})} probes")
    return 0
