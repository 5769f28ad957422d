"""Read a ``wptreport.json`` as a stream, keeping only the requested tests. The file is untrusted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

import ijson

from rtcmatrix.errors import FormatError
from rtcmatrix.runs.codec import MAX_DEPTH
from rtcmatrix.runs.fields import digest, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rtcmatrix.model import Json

MAX_RESULTS = 100_000
"""Most tests and subtests. A whole run of web-platform-tests has more, too many for a report."""
_MAX_SILENT = 64_000_000
"""Most bytes of one value."""
_MAX_EVENTS = 5_000_000
"""Most values of one test."""
_EARLIEST = 1e11
"""A smaller time is in seconds since 1970, because in milliseconds it would be before 1973."""
_HEADS = ("run_info", "time_start", "time_end", "subsuites")


@dataclass(kw_only=True)
class WptFile:
    """The requested content of one file."""

    info: dict[str, Json]
    started: float
    """Milliseconds since 1970; 0 if unknown."""
    ended: float
    tests: list[tuple[int, Json]]
    """(index in the file, test) of the requested tests."""
    digest: str
    subsuites: dict[str, Json] = field(default_factory=dict)
    cut: bool = False
    """Whether the file ends in the middle of a value."""


class _Source:
    """A file that hashes the bytes it reads, and limits the size of a value."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._hash = hashlib.sha256()
        self.silent = 0

    def read(self, size: int = -1) -> bytes:
        """Read the next bytes; a truncated gzip file ends where it was cut."""
        try:
            part = self._stream.read(size)
        except EOFError:
            return b""
        self._hash.update(part)
        self.silent += len(part)
        if self.silent > _MAX_SILENT:
            raise FormatError(f"holds a value of more than {_MAX_SILENT // 1_000_000} MB, which no report does")
        return part

    def digest(self) -> str:
        """Return the digest of the bytes read."""
        return self._hash.hexdigest()


def is_wptreport(plain: Json) -> bool:
    """Return whether a JSON value is a ``wptreport.json``."""
    return isinstance(plain, dict) and "results" in plain and "run_info" in plain


def read_stream(stream: IO[bytes], tests: Sequence[str] = ()) -> WptFile | None:
    """Read a file; None if it is not a ``wptreport.json`` or not JSON that can be streamed."""
    source, taken, heads = _Source(stream), _Taken(tests), dict[str, "Json"]()
    cut = False
    try:
        for key, value in _values(source):
            if key == "results":
                taken.take(value)
            else:
                heads[key] = value
    except ijson.JSONError as wrong:
        cut = "premature EOF" in str(wrong)
        if not cut or not taken.tests:
            return None
    if "run_info" not in heads or not taken.there:
        return None
    return _file(heads, taken, digest([source.digest(), list(tests)]), cut=cut)


def from_plain(plain: dict[str, Json], tests: Sequence[str] = ()) -> WptFile:
    """Return the requested content of a parsed file."""
    taken = _Taken(tests)
    if not isinstance(plain["results"], list):
        raise FormatError("results: expected an array")
    for each in plain["results"]:
        taken.take(each)
    return _file(plain, taken, digest([plain, list(tests)]), cut=False)


class _Taken:
    """The requested tests so far."""

    def __init__(self, tests: Sequence[str]) -> None:
        self._wanted = tuple(each.lstrip("/") for each in tests)
        self._place = self._number = 0
        self.tests: list[tuple[int, Json]] = []
        self.there = False

    def take(self, test: Json) -> None:
        """Keep a requested test; a leading slash in its name is ignored."""
        self.there = True
        if test is _NOTHING:
            return
        name = test.get("test") if isinstance(test, dict) else None
        if not isinstance(name, str) or not self._wanted or name.lstrip("/").startswith(self._wanted):
            self.tests.append((self._place, test))
            subtests = test.get("subtests") if isinstance(test, dict) else None
            self._number += 1 + (len(subtests) if isinstance(subtests, list) else 0)
        self._place += 1
        if self._number > MAX_RESULTS:
            raise FormatError(
                f"results: more than {MAX_RESULTS:,} tests and subtests; take a part of them by --tests /webrtc"
            )


_NOTHING = object()
"""Marks the start of the array of results, which may be empty."""


def _values(source: _Source) -> Iterator[tuple[str, Json]]:
    """Yield (``results``, test) for each test, and (key, value) for each other field."""
    builder, wanted, depth, events = None, "", 0, 0
    for prefix, event, value in ijson.parse(source, use_float=True):
        source.silent = 0
        depth += event.startswith("start_") - event.startswith("end_")
        if depth > MAX_DEPTH:
            raise FormatError(f"nested deeper than {MAX_DEPTH} levels")
        if builder is None:
            if prefix == "results" and event != "end_array":
                if event != "start_array":
                    raise FormatError("results: expected an array")
                yield "results", _NOTHING
            wanted = "results" if prefix == "results.item" else prefix
            if prefix != "results.item" and prefix not in _HEADS:
                continue
            builder, bottom, events = ijson.ObjectBuilder(), depth - event.startswith("start_"), 0
        builder.event(event, value)
        events += 1
        if events > _MAX_EVENTS:
            raise FormatError(f"{wanted}: holds more than {_MAX_EVENTS:,} values")
        if depth == bottom and event != "map_key":
            yield wanted, builder.value
            builder = None


def _file(heads: dict[str, Json], taken: _Taken, name: str, *, cut: bool) -> WptFile:
    """Validate the other fields."""
    info, subsuites = heads.get("run_info"), heads.get("subsuites")
    if not isinstance(info, dict):
        raise FormatError("run_info: expected an object")
    return WptFile(
        info=info,
        started=_milliseconds(heads, "time_start"),
        ended=_milliseconds(heads, "time_end"),
        tests=taken.tests,
        digest=name,
        subsuites=subsuites if isinstance(subsuites, dict) else {},
        cut=cut,
    )


def _milliseconds(heads: dict[str, Json], key: str) -> float:
    """Read a time in milliseconds since 1970, as wptrunner writes it, or in seconds."""
    value = number(heads, key, 1e14)
    return value * 1_000 if value < _EARLIEST else value
