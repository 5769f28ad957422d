"""Read files with a limit, write them atomically, keep paths inside a folder, and guard what a command reads."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from rtcmatrix.errors import ConfigurationError, FormatError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)
_PARTS = ("journal", "artifacts")
"""Folders of a run that hold nothing but what was recorded."""


def read_file(
    path: Path, most: int, raised: type[ConfigurationError | FormatError] = FormatError, advice: str = ""
) -> bytes:
    """Read a regular file of at most ``most`` bytes.

    Raises ``raised`` for anything else, naming the path: a pipe or a device may never end, and a file can grow while it
    is read. ``advice`` ends the message.
    """
    ending = f"; {advice}" if advice else ""
    try:
        # Without O_NONBLOCK, opening a pipe waits until somebody writes to it
        opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(opened, "rb") as file:
            mode = os.fstat(opened).st_mode
            if not stat.S_ISREG(mode):
                raise raised(f'"{path}" is {_kind(mode)}; expected a file{ending}')
            content = file.read(most + 1)
    except (OSError, ValueError) as wrong:  # ValueError: a name with a NUL character
        if path_is_folder(path):
            raise raised(f'"{path}" is a folder; expected a file{ending}') from None
        reason = (getattr(wrong, "strerror", None) or str(wrong)).lower()
        raise raised(f'"{path}" cannot be read: {reason}{ending}') from None
    if len(content) > most:
        raise raised(f'"{path}" has more than {most:,} bytes; expected {most:,} at most{ending}')
    return content


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Put the path into an OSError that names none, as those of a write to a full disk do."""
    try:
        yield
    except OSError as refused:
        if refused.filename is None and refused.errno is not None:
            refused.filename = str(path)
        raise


def write_file(path: Path, text: str) -> None:
    """Write a text atomically: a reader sees the old file or the new one. OSError names the path."""
    beside = path.with_name(path.name + ".tmp")
    with naming(path):
        try:
            beside.write_text(text, encoding="utf-8", newline="\n")
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def find_inside(folder: Path, name: str) -> Path | None:
    """Find a file by its path below a folder; None where there is none, or where name or link lead out of the folder.

    ``name`` may come from anywhere: a URL, a recorded run, a page. It is used as it is: ``%2e`` is not decoded.
    """
    path = resolve_inside(folder, name)
    try:
        return path if path is not None and path.is_file() else None
    except OSError:  # a name that is too long
        return None


def resolve_inside(folder: Path, name: str) -> Path | None:
    """Resolve a path below a folder, which need not exist; None where the name or a link leads out of the folder."""
    try:
        home, path = folder.resolve(), (folder / name).resolve()
    except (OSError, ValueError, RuntimeError):  # no valid file name; RuntimeError: a loop of links
        return None
    is_absolute = bool(PureWindowsPath(name).anchor)  # a drive letter or a leading slash of either kind
    return path if path != home and path.is_relative_to(home) and not is_absolute else None


def path_is_folder(path: Path) -> bool:
    """Say whether a path is a folder; one that no system accepts is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def refuse_overwriting(target: Path, inputs: Iterable[Path], option: str) -> None:
    """Raise ConfigurationError where writing to ``target`` would change a file or folder that the command reads.

    ``option`` is what the person wrote in front of ``target``. The same file is found through links and other names.
    A run holds what was recorded in files of its own folder and in ``journal`` and ``artifacts``; a new file or folder
    beside them, such as ``report``, changes nothing of it.
    """
    for each in inputs:
        if _would_change(target, each):
            raise ConfigurationError(
                f'{option} "{target}" would overwrite "{each}", which this command reads; name another path'
            )


def _would_change(target: Path, read: Path) -> bool:
    """Say whether writing to a path changes what is read."""
    goal, source = _resolved(target), _resolved(read)
    if goal == source or _same(target, read):
        return True
    if not path_is_folder(source) or not goal.is_relative_to(source):
        return False
    return goal.is_file() or goal.relative_to(source).parts[0] in _PARTS


def _same(one: Path, other: Path) -> bool:
    """Say whether two names are of one file (hard links too)."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):  # RuntimeError: links that lead in a circle
        return path.absolute()


def _kind(mode: int) -> str:
    return next((name for asks, name in _KINDS if asks(mode)), "no regular file")
