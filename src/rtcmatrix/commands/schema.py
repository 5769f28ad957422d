"""``rtcmatrix schema``: print the JSON Schemas of the files."""

from __future__ import annotations

import click

from rtcmatrix.report.schema import SCHEMAS, schema_text
from rtcmatrix.terminal import say


@click.command()
@click.argument("name", type=click.Choice(list(SCHEMAS)))
def command(name: str) -> None:
    """Print the JSON Schema (draft 2020-12) of one of the files."""
    say(schema_text(name), nl=False)
