"""Import ``wptreport.json`` files and saved observations as one run."""

from __future__ import annotations

import codecs
import contextlib
import dataclasses
import gzip
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, cast

from rtcmatrix.errors import FormatError
from rtcmatrix.runs import saved, wptreport
from rtcmatrix.runs.codec import parse
from rtcmatrix.runs.fields import digest
from rtcmatrix.runs.origins import Origin, selectors
from rtcmatrix.runs.store import check_format
from rtcmatrix.runs.wpt_file import WptFile, from_plain, is_wptreport, read_stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from rtcmatrix.model import Json, Run

_GZIP = b"\x1f\x8b"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, kw_only=True)
class _Read:
    """One file."""

    path: Path
    content: WptFile | Json
    """A report, or observations as in the file."""
    origin: Origin


def read_import(paths: Sequence[Path], tests: Sequence[str] = (), warn: Callable[[str], None] = lambda _: None) -> Run:
    """Read ``wptreport.json`` files and observations saved by hand as one run.

    Files of the same browser and machine are parts of one column, like the chunks of wptrunner. ``tests`` are path
    prefixes of the web-platform-tests to import; ``warn`` is called with what was skipped. Raises ``FormatError`` with
    the file and the reason.
    """
    read = [_read(path, tests) for path in paths]
    columns: dict[tuple[str, str], list[_Read]] = {}
    for each, selector in zip(read, selectors([one.origin for one in read]), strict=True):
        columns.setdefault((each.origin.name, selector), []).append(each)
    runs = [run for (_, selector), parts in columns.items() for run in _column(selector, parts, tests, warn)]
    if not runs:
        raise FormatError("no file to import")
    return runs[0] if len(runs) == 1 else _joined(runs)


def _column(selector: str, parts: Sequence[_Read], tests: Sequence[str], warn: Callable[[str], None]) -> list[Run]:
    """Return the runs of the files of one column: one for all reports, one for each file of observations."""
    if isinstance(parts[0].content, WptFile):
        return [_of_reports(selector, parts, tests, warn)]
    runs: list[Run] = []
    held: set[str] = set()
    for part in parts:
        with _named(part.path):
            run = saved.from_observations(part.content, selector)
            twice = next((each.id for each in run.evidence if each.id in held), None)
            if twice is not None:
                raise FormatError(wptreport.twice(twice))
        held |= {each.id for each in run.evidence}
        runs.append(run)
    return runs


def _of_reports(selector: str, parts: Sequence[_Read], tests: Sequence[str], warn: Callable[[str], None]) -> Run:
    """Join the chunks of one run."""
    column = wptreport.ImportedColumn(spec=wptreport.spec_of(parts[0].origin, selector, parts[0].content))
    for part in parts:
        skipped = column.unfinished
        with _named(part.path):
            column.add(part.content)
        if column.unfinished > skipped:
            warn(f"{part.path}: {column.unfinished - skipped:,} tests without a status were skipped: they never ended")
        if part.content.cut:
            warn(f"{part.path}: the file ends in the middle; the {len(part.content.tests):,} tests before were read")
    with _named(parts[-1].path):
        wptreport.refuse_empty(column, tests)
        return column.run()


def _joined(runs: Sequence[Run]) -> Run:
    """Join columns into one run."""
    revisions = {each.revision for each in runs}
    return dataclasses.replace(
        runs[0],
        id=f"import-{digest([each.id for each in runs])}",
        tool=", ".join(dict.fromkeys(each.tool for each in runs)),
        started_at=min(filter(None, (each.started_at for each in runs)), default=""),
        finished_at=max(filter(None, (each.finished_at for each in runs)), default=None),
        complete=all(each.complete for each in runs),
        revision=runs[0].revision if len(revisions) == 1 else None,
        browsers=tuple({each.address: each for run in runs for each in run.browsers}.values()),
        provenances=tuple({each.address: each for run in runs for each in run.provenances}.values()),
        checks=tuple({each.id: each for run in runs for each in run.checks}.values()),
        evidence=tuple(each for run in runs for each in run.evidence),
        results=tuple(each for run in runs for each in run.results),
    )


def _read(path: Path, tests: Sequence[str]) -> _Read:
    """Read a file of either kind."""
    if not path.is_file():
        raise FormatError(f'"{path}" is not a file; expected a wptreport.json or a file of observations saved by hand')
    with _named(path):
        content: WptFile | Json
        with _opened(path) as stream:
            content = read_stream(stream, tests)
        if content is None:
            content = _whole(path, tests)
        origin = wptreport.origin_of(content) if isinstance(content, WptFile) else saved.origin_of(content)
        return _Read(path=path, content=content, origin=origin)


def _whole(path: Path, tests: Sequence[str]) -> WptFile | Json:
    """Read a file of saved observations; raise FormatError for any other file."""
    with _opened(path) as stream:
        content = stream.read(saved.MAX_BYTES + 1)
    if len(content) > saved.MAX_BYTES:
        raise FormatError(
            f"larger than {saved.MAX_BYTES // 1_000_000} MB, and no wptreport.json that can be read as a stream"
        )
    try:
        plain = parse(content.decode())
    except UnicodeDecodeError:
        raise FormatError("not UTF-8 text; expected JSON, which may be packed by gzip") from None
    if is_wptreport(plain):
        return from_plain(plain, tests)
    if isinstance(plain, dict) and plain.get("kind") == saved.KIND:
        check_format(plain)
        return plain
    if isinstance(plain, dict) and "evidence" in plain:
        raise FormatError("a run already: report, compare and judge take it as it is")
    raise FormatError(
        'neither a wptreport.json (with "run_info" and "results") nor observations saved by hand (with "kind": '
        '"observations")'
    )


@contextlib.contextmanager
def _named(path: Path) -> Iterator[None]:
    """Prefix errors with the file name."""
    try:
        yield
    except FormatError as wrong:
        raise FormatError(f"{path}: {wrong}") from None
    except (gzip.BadGzipFile, zlib.error, EOFError) as wrong:
        raise FormatError(f"{path}: cannot be unpacked by gzip: {wrong}") from None
    except OSError as wrong:
        raise FormatError(f"{path}: cannot be read: {wrong.strerror or wrong}") from None


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file as UTF-8 without a byte order mark, unpacked."""
    with path.open("rb") as file:
        packed = file.read(len(_GZIP)) == _GZIP
        file.seek(0)
        stream = cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if packed else file
        head = stream.read(len(codecs.BOM_UTF8))
        stream.seek(len(codecs.BOM_UTF8) if head == codecs.BOM_UTF8 else 0)
        yield cast("IO[bytes]", _Recoded(stream)) if head.startswith(_UTF_16) else stream


class _Recoded:
    """A UTF-16 file, as Windows shells write it, read as UTF-8."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._text = codecs.getreader("utf-16")(stream, "replace")

    def read(self, size: int = -1) -> bytes:
        """Read about this many bytes."""
        return self._text.read(size).encode()
