"""Define the errors that end a command with a message, each with its exit code.

::

    RtcMatrixError (5, an internal error if raised itself)
    ├── ConfigurationError     2   matrix.yaml, known-differences.yaml, an argument
    ├── NothingSelectedError   3   the patterns match no browser or no check
    ├── UnavailableError       4   a required browser is not available
    ├── FormatError            2   a recorded run cannot be read
    └── SurroundingsError      2   a system error: disk full, read-only folder, out of memory

A message states what happened, the invalid value in quotes, what was expected and what to do. The command line prints
it without a traceback. Any other exception is an internal error: exit code 5 and a crash report.
"""

from __future__ import annotations

import errno
from typing import ClassVar

EXIT_EXPECTED = 0
EXIT_UNEXPECTED = 1
"""Also of an incomplete or empty run: `gate`, `compare` and `run` list what is missing first."""
EXIT_CONFIGURATION = 2
EXIT_NOTHING_SELECTED = 3
EXIT_UNAVAILABLE = 4
EXIT_OWN_FAULT = 5
EXIT_INTERRUPTED = 130


class RtcMatrixError(Exception):
    """Base class: catch it to catch every error whose message is meant for the user."""

    exit_code: ClassVar[int] = EXIT_OWN_FAULT


class ConfigurationError(RtcMatrixError):
    """Raised for an invalid file or argument of the user; the message names the place and what is allowed there."""

    exit_code = EXIT_CONFIGURATION


class FormatError(RtcMatrixError):
    """Raised for a recorded run or a file of observations that cannot be read; the message names the file."""

    exit_code = EXIT_CONFIGURATION


class NothingSelectedError(RtcMatrixError):
    """Raised if the selection matches nothing."""

    exit_code = EXIT_NOTHING_SELECTED


class UnavailableError(RtcMatrixError):
    """Raised if a browser that the matrix requires is not available; the message lists the reason of each provider."""

    exit_code = EXIT_UNAVAILABLE


class SurroundingsError(RtcMatrixError):
    """Raised for a system error (no space, no permission, missing folder); the message names path and reason."""

    exit_code = EXIT_CONFIGURATION


_ADVICE = {
    errno.ENOSPC: "free some space, or name a folder on another disk",
    errno.EDQUOT: "free some space, or name a folder on another disk",
    errno.EROFS: "name a folder that can be written to",
    errno.EACCES: "change its permissions, or name another one",
    errno.EPERM: "change its permissions, or name another one",
    errno.ENOTDIR: "a part of the path is a file; name another path",
    errno.EEXIST: "a file has the name of a folder that is needed; name another path",
    errno.ENAMETOOLONG: "use a shorter name",
    errno.EMFILE: "close programs, or raise the limit of open files (ulimit -n)",
    errno.ENFILE: "close programs, or raise the limit of open files (ulimit -n)",
}
"""Advice to the user for each system error."""


def name_refusal(refused: OSError) -> str:
    """Describe a system error: the path, the reason, what to do."""
    names = [str(each) for each in (refused.filename, refused.filename2) if each is not None]
    what = " to ".join(f'"{name}"' for name in names)
    reason = (refused.strerror or str(refused) or type(refused).__name__).lower()
    advice = _ADVICE.get(refused.errno or 0)
    return f"{what or 'the output'}: {reason}" + (f"; {advice}" if advice else "")
