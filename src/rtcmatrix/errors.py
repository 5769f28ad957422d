"""Every error a person can meet, each with the exit code of its kind.

::

    RtcMatrixError (5, a fault of ours when raised bare)
    ├── ConfigurationError     2   matrix.yaml, known-differences.yaml, an argument
    ├── NothingSelectedError   3   the patterns leave no browser or no check
    ├── UnavailableError       4   a required browser is not to be had
    ├── FormatError            2   a recorded run that cannot be read
    └── SurroundingsError      2   the system refuses: disk full, read-only folder, no memory

A message says what happened, the offending value in quotes, what was expected and what to do. The command line prints
it without a traceback. Anything else that escapes is a fault of ours: exit 5 and a crash report file.
"""

from __future__ import annotations

import errno
from typing import ClassVar

EXIT_EXPECTED = 0
EXIT_UNEXPECTED = 1
"""Also of a run that is incomplete or empty: `gate`, `compare` and `run` say first what is missing."""
EXIT_CONFIGURATION = 2
EXIT_NOTHING_SELECTED = 3
EXIT_UNAVAILABLE = 4
EXIT_OWN_FAULT = 5
EXIT_INTERRUPTED = 130


class RtcMatrixError(Exception):
    """The root: catch it to catch everything that carries a message for a person."""

    exit_code: ClassVar[int] = EXIT_OWN_FAULT


class ConfigurationError(RtcMatrixError):
    """Something a person wrote cannot be used; the message names the place and what is allowed there."""

    exit_code = EXIT_CONFIGURATION


class FormatError(RtcMatrixError):
    """A recorded run (or a file of observations) cannot be read; the message names the file."""

    exit_code = EXIT_CONFIGURATION


class NothingSelectedError(RtcMatrixError):
    """The selection leaves nothing to do."""

    exit_code = EXIT_NOTHING_SELECTED


class UnavailableError(RtcMatrixError):
    """A browser that the matrix calls required cannot be had here; the message gives each provider's own reason."""

    exit_code = EXIT_UNAVAILABLE


class SurroundingsError(RtcMatrixError):
    """The system refuses what a command needs (space, permission, a folder); the message names path and reason."""

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
"""What a person can do about a refusal of the system."""


def name_refusal(refused: OSError) -> str:
    """Say what the system refused: the path, its reason, what to do."""
    names = [str(each) for each in (refused.filename, refused.filename2) if each is not None]
    what = " to ".join(f'"{name}"' for name in names)
    reason = (refused.strerror or str(refused) or type(refused).__name__).lower()
    advice = _ADVICE.get(refused.errno or 0)
    return f"{what or 'the output'}: {reason}" + (f"; {advice}" if advice else "")
