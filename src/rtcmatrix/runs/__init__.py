"""A run on disk: its journals while it goes on, ``run.json`` when it is over; and observations saved by hand."""

from rtcmatrix.runs.codec import FORMAT, from_json, to_json
from rtcmatrix.runs.journal import Journal, next_start
from rtcmatrix.runs.store import create_run_dir, finish_run, new_run_id, read_run, write_header, write_run

__all__ = [
    "FORMAT",
    "Journal",
    "create_run_dir",
    "finish_run",
    "from_json",
    "new_run_id",
    "next_start",
    "read_run",
    "to_json",
    "write_header",
    "write_run",
]
