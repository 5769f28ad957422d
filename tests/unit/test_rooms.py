"""Each room's table lists every file of the room that offers what the room's contract asks for."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

import pytest

from rtcmatrix.matrix.form import PROVIDERS as NAMED_IN_MATRIX
from rtcmatrix.providers import PROVIDERS

ROOMS = {
    "rtcmatrix.kinds": ("KINDS", "KIND"),
    "rtcmatrix.providers": ("PROVIDERS", "provide"),
    "rtcmatrix.gather.stages": ("STAGES", "prepare"),
    "rtcmatrix.report.forms": ("FORMS", "FORM"),
}
"""Room -> its table, and what a file or package that belongs into the table offers."""


def modules_of(package: ModuleType) -> list[ModuleType]:
    """Import the files of a room, and ``render`` of those that are packages."""
    found = []
    for each in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(each.name)
        inner = {name for _, name, _ in pkgutil.iter_modules(module.__path__)} if each.ispkg else set()
        found.append(importlib.import_module(f"{each.name}.render") if "render" in inner else module)
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_the_table_of_a_room_lists_its_files(room: str) -> None:
    table, member = ROOMS[room]
    package = importlib.import_module(room)
    offered = {
        id(getattr(module, member)): module.__name__ for module in modules_of(package) if hasattr(module, member)
    }
    listed = {
        id(getattr(entry, member) if isinstance(entry, ModuleType) else entry): name
        for name, entry in getattr(package, table).items()
    }
    assert [offered[each] for each in offered.keys() - listed.keys()] == [], f"not in {room}.{table}"
    assert [listed[each] for each in listed.keys() - offered.keys()] == [], f"no file of {room} offers it"


def test_the_matrix_accepts_each_provider() -> None:
    assert ("auto", *PROVIDERS) == NAMED_IN_MATRIX, "PROVIDERS of matrix/form.py is not the table of providers"
