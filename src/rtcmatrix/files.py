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
"""Folders of a run that contain recorded data only."""


def read_file(
    path: Path, most: int, raised: type[ConfigurationError | FormatError] = FormatError, advice: str = ""
) -> bytes:
    """Read a regular file of at most ``most`` bytes.

    Raises ``raised`` with the path for anything else: a pipe or a device may never end, and a file can grow while it is
    read. ``advice`` is appended to the message.
    """
    ending = f"; {advice}" if advice else ""
    try:
        # Without O_NONBLOCK, open() of a pipe blocks until another process writes to it
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
    """Add the path to an OSError that has none, as that of a write to a full disk."""
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
    """Return whether a path is a folder; a path that the system rejects is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def refuse_overwriting(target: Path, inputs: Iterable[Path], option: str) -> None:
    """Raise ConfigurationError if writing to ``target`` would change a file or folder that the command reads.

    ``option`` is the option that named ``target``. Symbolic and hard links to the same file are detected. A run
    consists of the files in its folder and of ``journal`` and ``artifacts``; writing another file or folder there, such
    as ``report``, does not change the run.
    """
    for each in inputs:
        if _would_change(target, each):
            raise ConfigurationError(
                f'{option} "{target}" would overwrite "{each}", which this command reads; name another path'
            )


def _would_change(target: Path, read: Path) -> bool:
    """Return whether writing to a path changes what is read."""
    goal, source = _resolved(target), _resolved(read)
    if goal == source or _same(target, read):
        return True
    if not path_is_folder(source) or not goal.is_relative_to(source):
        return False
    return goal.is_file() or goal.relative_to(source).parts[0] in _PARTS


def _same(one: Path, other: Path) -> bool:
    """Return whether two paths name the same file, hard links included."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):  # RuntimeError: a loop of symbolic links
        return path.absolute()


def _kind(mode: int) -> str:
    return next((name for asks, name in _KINDS if asks(mode)), "no regular file")
