"""Runs kept in folders, as commands are given them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.runs import create_run_dir, write_run

if TYPE_CHECKING:
    from pathlib import Path

    from rtcmatrix.model import Run


def kept(tmp_path: Path, run: Run, name: str = "run") -> str:
    path = create_run_dir(tmp_path, tmp_path / name)
    write_run(path, run)
    return str(path)
