"""``rtcmatrix probes``: list the probes, and write the catalogue that a static host of ``pages/`` serves."""

from __future__ import annotations

from pathlib import Path

import click

from rtcmatrix.commands.options import matrix_option
from rtcmatrix.files import write_file
from rtcmatrix.gather.probes import catalog_json, read_catalog
from rtcmatrix.terminal import say
from rtcmatrix.visible import one_line


@click.command()
@matrix_option
@click.option("--write", is_flag=True, help="Write the catalogue to pages/probes.json for static hosting.")
def command(matrix_file: Path, write: bool) -> int:  # noqa: FBT001 - click passes a flag by name
    """List the probes with their titles."""
    pages = matrix_file.resolve().parent / "pages"
    probes = read_catalog(pages / "probes")
    if write:
        write_file(pages / "probes.json", catalog_json(probes))
        say(f"{len(probes)} probes written to {pages / 'probes.json'}")
        return 0
    for probe in probes.values():
        say(f"{one_line(probe.path)}: {one_line(probe.title, 1000)}")
    return 0
