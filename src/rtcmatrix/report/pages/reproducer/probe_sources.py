"""Collect the modules that a probe needs on a page of its own: itself, its imports, its workers."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from rtcmatrix.files import find_inside
from rtcmatrix.judge.modules import rename_modules

PAGE = "lib/reproduce.js"
"""The module that is the page's own."""
START = "lib/unpack.js"
"""The script that makes modules of the others."""

# What would end the element that holds a source, or change how the rest of it is read.
_ENDING = re.compile(r"<(/script|!--)", re.IGNORECASE)


def find_pages(recorded: Path | None = None) -> Path | None:
    """Find the folder of pages: in the project of a run, in an installed package, or in the source tree.

    ``recorded`` is where the run was read from. None where there is none.
    """
    above = recorded.resolve().parents if recorded else ()
    projects = [folder.parent.parent for folder in above if folder.name == "runs" and folder.parent.name == "reports"]
    places = [
        *(project / "pages" for project in projects),
        Path(__file__).parents[2] / "_pages",
        Path(__file__).parents[5] / "pages",
    ]
    return next((place for place in places if (place / PAGE).is_file() and (place / "probes").is_dir()), None)


class Sources:
    """The sources below a folder of pages; each is read once."""

    def __init__(self, pages: Path) -> None:
        self._pages = pages
        self._read: dict[str, tuple[str, list[str]] | None] = {}
        self.script = within_script((pages / START).read_text(encoding="utf-8"))
        """What starts a page."""

    def of(self, probe: str) -> dict[str, str] | None:
        """Return path below the pages -> text of every module, the probe first; None if one is missing.

        Imports name the sources by these paths.
        """
        if find_inside(self._pages / "probes", probe) is None:
            return None
        found: dict[str, str] = {}
        wanted = [f"probes/{probe}", PAGE]
        while wanted:
            path = wanted.pop(0)
            if path in found:
                continue
            source = self._source(path)
            if source is None:
                return None
            found[path], named = source
            wanted += named
        return found

    def _source(self, path: str) -> tuple[str, list[str]] | None:
        """Return a module and what it imports; None if it does not exist."""
        if path not in self._read:
            file = find_inside(self._pages, path)
            text = file.read_text(encoding="utf-8") if file else None
            self._read[path] = None if text is None else _renamed(text, posixpath.dirname(path))
        return self._read[path]


def within_script(text: str) -> str:
    r"""Escape text that would end a script element; JavaScript and JSON strings keep their meaning.

    It stands in texts only; ``</script`` elsewhere in JavaScript would be ``< /script``, a comparison with a pattern.
    """
    return _ENDING.sub(lambda each: f"<\\{each.group(1)}" if each.group(1)[0] == "/" else "<\\u0021--", text)


def _renamed(text: str, folder: str) -> tuple[str, list[str]]:
    """Rewrite the imports of a module to paths below the pages; return it with these paths."""
    named: list[str] = []

    def rename(name: str) -> str:
        named.append(posixpath.normpath(posixpath.join(folder, name)))
        return named[-1]

    return within_script(rename_modules(text, rename)), named
