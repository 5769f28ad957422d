"""Find the modules that a script of the pages imports or starts as a worker. Runs no JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_IMPORTED = re.compile(r'(?<=\bfrom )"(\.{1,2}/[^"]+)"|(?<=\bimport )"(\.{1,2}/[^"]+)"')
_STARTED = re.compile(r'(?<=\bnew URL\()"([^"]+\.js)"(?=, import\.meta\.url\))')


def rename_modules(text: str, rename: Callable[[str], str]) -> str:
    """Return the source with every module specifier replaced by the result of ``rename``."""

    def quoted(each: re.Match[str]) -> str:
        return f'"{rename(next(filter(None, each.groups())))}"'

    return _STARTED.sub(quoted, _IMPORTED.sub(quoted, text))


def modules_of(probe: Path) -> list[Path]:
    """Return a probe's file and every module that it imports or starts, directly or not.

    Modules that the harness gives to every probe are not included.
    """
    found = [probe.resolve()]
    for module in found:
        for name in _names_in(module.read_text(encoding="utf-8")):
            file = (module.parent / name).resolve()
            if file.is_file() and file not in found:
                found.append(file)
    return found


def _names_in(text: str) -> list[str]:
    named: list[str] = []

    def note(name: str) -> str:
        named.append(name)
        return name

    rename_modules(text, note)
    return named
