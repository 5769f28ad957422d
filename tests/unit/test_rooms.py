"""Each room's table lists every file of the room that offers what the room's contract asks for."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from types import ModuleType

import pytest

from rtcmatrix.matrix.form import PROVIDERS as NAMED_IN_MATRIX
from rtcmatrix.providers import PROVIDERS

ROOMS = {
    "rtcmatrix.browsers": ("BROWSERS", r"^    name = "),
    "rtcmatrix.providers": ("PROVIDERS", r"^def provide\("),
    "rtcmatrix.gather.stages": ("STAGES", r"^def prepare\("),
    "rtcmatrix.report.forms": ("FORMS", r"^PER_COLUMN\b"),
}
"""Room -> its table, and what a file contains that belongs into the table."""


def module_of(entry: object) -> str:
    """Name the module of an entry: a module itself, a function, or the only object of a class."""
    if isinstance(entry, ModuleType):
        return entry.__name__
    return getattr(entry, "__wrapped__", entry).__module__ if callable(entry) else type(entry).__module__


@pytest.mark.parametrize("room", ROOMS)
def test_the_table_of_a_room_lists_its_files(room: str) -> None:
    name, marker = ROOMS[room]
    package = importlib.import_module(room)
    assert package.__file__ is not None
    files = [file for file in Path(package.__file__).parent.glob("*.py") if file.name != "__init__.py"]
    offering = {file.stem for file in files if re.search(marker, file.read_text(encoding="utf-8"), re.MULTILINE)}
    listed = {module_of(entry).rpartition(".")[2] for entry in getattr(package, name).values()}
    assert listed == offering, f"{room}.{name} and the files of the folder differ"


def test_the_matrix_accepts_each_provider() -> None:
    assert ("auto", *PROVIDERS) == NAMED_IN_MATRIX, "PROVIDERS of matrix/form.py is not the table of providers"
