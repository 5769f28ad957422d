"""What a shard gathers, by the options and the selection of ``run`` itself; and a stand-in for what it gathered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from rtcmatrix.commands import run as run_command
from rtcmatrix.matrix import Matrix, check_entries, select_browsers
from rtcmatrix.model import Check, Evidence, Provenance, Result, Run, Status, Unavailable, sides_of
from rtcmatrix.runner.scope import Scope, scope_of
from rtcmatrix.runner.shards import Shard
from rtcmatrix.runs.completeness import selections

HOSTS = {"linux": "linux x86_64", "windows": "windows AMD64", "macos": "darwin arm64"}


def scope_of_shard(shard: Shard, matrix: Matrix) -> Scope:
    """Read the command line of a shard as ``run`` does, and return what it selects."""
    words = ["--matrix", str(matrix.path), "--browsers", shard.browsers, *shard.arguments]
    given = run_command.command.make_context("run", words).params
    check_entries(given["pairs"], matrix.addresses, matrix.references)
    return scope_of(
        matrix,
        [spec.address for spec in select_browsers(matrix.browsers, given["browser_patterns"])],
        pairs=given["pairs"],
        only=given["only"],
        pairs_only=given["pairs_only"],
    )


def cells_of(scope: Scope, checks: Sequence[Check]) -> list[tuple[str, str]]:
    """Return the selected cells: (check, address)."""
    return [(check.id, address) for address, selected in scope.cells(checks).items() for check in selected]


def gathered(
    scope: Scope, checks: Sequence[Check], matrix: Matrix, *, name: str, platform: str, absent: Collection[str] = ()
) -> Run:
    """Make up the run of a scope on a machine without the ``absent`` browsers, in which every check passes."""
    cells = {
        address: selected
        for address, selected in scope.cells(checks).items()
        if not any(side in absent for side in sides_of(address))
    }
    started = {side for address in cells for side in sides_of(address)}
    return Run(
        id=name,
        format=1,
        tool="rtcmatrix 0",
        started_at="2026-01-02T03:04:05Z",
        finished_at="2026-01-02T04:04:05Z",
        complete=True,
        host=HOSTS[platform],
        matrix_digest=matrix.digest,
        browsers=tuple(spec for spec in matrix.browsers if spec.address in scope.browsers),
        unavailable=tuple(
            Unavailable(address=address, reasons=(("installed", "not on PATH"),))
            for address in scope.browsers
            if address in absent
        ),
        provenances=tuple(
            Provenance(
                address=address,
                brand="b",
                channel=None,
                version="1",
                provider="installed",
                driver="d",
                platform=HOSTS[platform],
            )
            for address in scope.browsers
            if address in started
        ),
        checks=tuple({check.id: check for selected in cells.values() for check in selected}.values()),
        evidence=tuple(
            Evidence(probe=probe, browser=address, facts={})
            for address, selected in cells.items()
            for probe in dict.fromkeys(check.probe for check in selected)
        ),
        results=tuple(
            Result(check=check.id, browser=address, status=Status.PASS)
            for address, selected in cells.items()
            for check in selected
        ),
        selected=selections({address: [check.id for check in selected] for address, selected in cells.items()}),
    )


def write_matrix(folder: Path, text: str) -> Path:
    """Write a matrix.yaml."""
    file = folder / "matrix.yaml"
    file.write_text(text, encoding="utf-8")
    return file
