"""``rtcmatrix probes``: the catalogue of probes, and the copy of it that lets ``pages/`` be hosted anywhere."""

from __future__ import annotations

from pathlib import Path

import click

from rtcmatrix.commands.options import matrix_option
from rtcmatrix.gather.probes import catalogue_json, read_catalogue


@click.command()
@matrix_option
@click.option("--write", is_flag=True, help="Write pages/probes.json, which a static host serves in our place.")
def command(matrix_file: Path, write: bool) -> int:  # noqa: FBT001 - click passes a flag by name
    """List the probes with what each does."""
    pages = matrix_file.resolve().parent / "pages"
    probes = read_catalogue(pages / "probes")
    if write:
        (pages / "probes.json").write_text(catalogue_json(probes), encoding="utf-8")
        click.echo(f"{len(probes)} probes written to {pages / 'probes.json'}")
        return 0
    for probe in probes.values():
        click.echo(f"{probe.path}: {probe.title}")
    return 0
