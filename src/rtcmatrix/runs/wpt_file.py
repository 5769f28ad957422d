"""Reads a ``wptreport.json`` as a stream: tests that are not wanted are never held. Trusts nothing in the file."""

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
"""Tests and subtests that are taken. A whole run of web-platform-tests has more: no report of it could be read."""
_MAX_SILENT = 64_000_000
"""Bytes without a value: longer ones are no report's."""
_MAX_EVENTS = 5_000_000
"""Values of one test."""
_EARLIEST = 1e11
"""A smaller time is in seconds since 1970: in milliseconds it would be before 1973."""
_HEADS = ("run_info", "time_start", "time_end", "subsuites")


@dataclass(kw_only=True)
class WptFile:
    """What was taken of one file."""

    info: dict[str, Json]
    started: float
    """Milliseconds since 1970; 0 where the file does not say."""
    ended: float
    tests: list[tuple[int, Json]]
    """(place in the file, test) of the tests that are wanted."""
    digest: str
    subsuites: dict[str, Json] = field(default_factory=dict)
    cut: bool = False
    """Whether the file ends in the middle of a value."""


class _Source:
    """Bytes of a file, hashed as they are read; refuses a value without an end."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._hash = hashlib.sha256()
        self.silent = 0

    def read(self, size: int = -1) -> bytes:
        """Read what comes next; a packed file that was cut off ends where it was cut."""
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
        """Name what was read."""
        return self._hash.hexdigest()


def is_wptreport(plain: Json) -> bool:
    """Whether a JSON value looks like one."""
    return isinstance(plain, dict) and "results" in plain and "run_info" in plain


def read_stream(stream: IO[bytes], tests: Sequence[str] = ()) -> WptFile | None:
    """Read a file; None where it is not a ``wptreport.json``, or no JSON that can be read as a stream."""
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
    """Take what is wanted of a whole file that was read already."""
    taken = _Taken(tests)
    if not isinstance(plain["results"], list):
        raise FormatError("results: expected an array")
    for each in plain["results"]:
        taken.take(each)
    return _file(plain, taken, digest([plain, list(tests)]), cut=False)


class _Taken:
    """The tests that were taken so far."""

    def __init__(self, tests: Sequence[str]) -> None:
        self._wanted = tuple(each.lstrip("/") for each in tests)
        self._place = self._number = 0
        self.tests: list[tuple[int, Json]] = []
        self.there = False

    def take(self, test: Json) -> None:
        """Keep a test if it is wanted; a slash before its name means nothing."""
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
"""Stands for the beginning of the array of results, which may be empty."""


def _values(source: _Source) -> Iterator[tuple[str, Json]]:
    """Give (``results``, test) for each test, and (key, value) for each head."""
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
    """Check the heads."""
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
