"""Runs on disk: journals, ``run.json``, baselines, merged and imported runs."""

from rtcmatrix.runs.baseline_text import column_text, file_name
from rtcmatrix.runs.codec import FORMAT, from_json, to_json
from rtcmatrix.runs.journal import Journal, next_start
from rtcmatrix.runs.store import (
    create_run_dir,
    finish_run,
    is_baseline,
    new_run_id,
    read_columns,
    read_run,
    write_header,
    write_run,
)

__all__ = [
    "FORMAT",
    "Journal",
    "column_text",
    "create_run_dir",
    "file_name",
    "finish_run",
    "from_json",
    "is_baseline",
    "new_run_id",
    "next_start",
    "read_columns",
    "read_run",
    "to_json",
    "write_header",
    "write_run",
]
