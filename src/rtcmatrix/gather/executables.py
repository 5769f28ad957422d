"""Identify a started browser: its executables by their content, and its command line."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

import psutil

ENGINES = (
    "libxul.so", "xul.dll", "XUL", "*/chrome.dll", "*/msedge.dll", "../Frameworks/*.framework/Versions/*/* Framework",
)  # fmt: skip
"""Where the engine is, relative to the folder of an executable that only loads it."""
_PORT = re.compile(r"(--remote-debugging-port=)?\d+")
SAMPLES = 64
SAMPLE_BYTES = 65_536


def binary_digest(capabilities: Mapping[str, object], folder: Path) -> str:
    """Return a digest of executable, engine, build id and command line of the browser that reports these capabilities.

    A script that starts the browser (Debian's, or one of a user) may add switches that no other part of a run shows.
    Arguments inside ``folder``, that of the session, and ports are other ones in each session and do not count.
    Empty if the process or its files cannot be read.
    """
    pid = next((value for key, value in capabilities.items() if key.endswith(":processID")), None)
    build = next((str(value) for key, value in capabilities.items() if key.endswith(":buildID")), "")
    if not isinstance(pid, int):
        return ""
    with contextlib.suppress(psutil.Error, OSError):
        process = psutil.Process(pid)
        program, *arguments = Path(process.exe()), *process.cmdline()[1:]
        files = [program, *(file for pattern in ENGINES for file in sorted(program.parent.glob(pattern)))]
        digests = [file_digest(file, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
        stable = [each for each in arguments if str(folder) not in each and not _PORT.fullmatch(each)]
        return hashlib.sha256("\n".join([build, *digests, *stable]).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return ""


@functools.lru_cache(maxsize=256)
def file_digest(file: Path, size: int, changed: int) -> str:  # noqa: ARG001 - a key of the cache
    """Return a digest of the size of a file and of samples of its content, first and last bytes included.

    A whole executable of a browser has 300 MB, which takes seconds. Linkers write an id of the build near the beginning
    (the GNU build id, the time stamp of a PE header, the UUID of Mach-O).
    """
    digest = hashlib.sha256(str(size).encode())
    step = max(1, (size - SAMPLE_BYTES) // (SAMPLES - 1))
    with file.open("rb") as content:
        for place in range(0, max(1, size - SAMPLE_BYTES + 1), step):
            content.seek(place)
            digest.update(content.read(SAMPLE_BYTES))
        content.seek(max(0, size - SAMPLE_BYTES))
        digest.update(content.read(SAMPLE_BYTES))
    return digest.hexdigest()[:16]
