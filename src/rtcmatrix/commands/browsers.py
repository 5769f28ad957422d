"""``rtcmatrix browsers``: which browsers of the matrix are available on this machine."""

from __future__ import annotations

import dataclasses
import json
from functools import partial
from typing import TYPE_CHECKING, Any

import click
from rich.markup import escape
from rich.table import Table

from rtcmatrix.commands.options import browsers_option, install_option, matrix_option
from rtcmatrix.matrix import load_matrix, select_browsers
from rtcmatrix.model import Build
from rtcmatrix.providers import provide
from rtcmatrix.providers.programs import bring_programs
from rtcmatrix.terminal import say, terminal
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from rtcmatrix.model import BrowserSpec, Unavailable


@click.command("browsers")
@matrix_option
@browsers_option
@install_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(matrix_file: Path, browser_patterns: tuple[str, ...], form: str, *, install: bool) -> None:
    """List the browsers of the matrix: version, provider and driver, or why one is not available."""
    matrix = load_matrix(matrix_file)
    tell = partial(say, err=True)
    if install:
        bring_programs(tell)
    found = [
        (spec, provide(spec, install=install, say=tell, settings=matrix.providers))
        for spec in select_browsers(matrix.browsers, browser_patterns)
    ]
    if form == "json":
        say(json.dumps({"browsers": [_plain(spec, build) for spec, build in found]}, indent=2))
    elif (console := terminal()).is_terminal:
        console.print(_table(found))
    else:
        for spec, build in found:
            say("\t".join(one_line(word, 1000) for word in (spec.address, *_words(build))), tabs=True)


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
