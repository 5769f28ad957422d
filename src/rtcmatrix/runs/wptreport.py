"""Import a ``wptreport.json`` of web-platform-tests as a column. The file is untrusted.

A test (a page) is a check on the status of its harness, and each subtest is a check. The format is defined by
tools/wptrunner/wptrunner/formatters/wptreport.py of web-platform-tests. Original values are kept, so that
``report --format wptreport`` writes the same file.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rtcmatrix.errors import FormatError
from rtcmatrix.model import (
    BrowserSpec,
    Check,
    Evidence,
    Json,
    Provenance,
    Result,
    Run,
    Status,
)
from rtcmatrix.runs.brands import brand_of_product
from rtcmatrix.runs.codec import FORMAT
from rtcmatrix.runs.fields import MAX_LINE, digest, listed, number, optional, text
from rtcmatrix.runs.origins import Origin, escaped, selectors
from rtcmatrix.runs.wpt_file import WptFile, from_plain, is_wptreport
from rtcmatrix.runs.wpt_statuses import (
    FAULTS,
    MAX_MESSAGE,
    PAGE,
    SUBTEST,
    UNFINISHED,
    imported_of,
    message_of,
    outcome_of,
    status_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["HARNESS", "ImportedColumn", "from_wptreport", "is_wptreport", "origin_of"]

HARNESS = "testharness"
"""``Check.harness`` of imported checks: a missing subtest of a page that ran is a difference."""
PROVIDER = "wptreport"
_MAX_SUBTESTS = 2_000_000
_MAX_INFO = 300
"""Most entries of ``run_info``."""

_SYSTEMS = {"mac": "darwin", "win": "windows"}
"""Operating systems that wptrunner names differently."""
_IDENTITY = (
    *("product", "browser_version", "os", "os_version", "processor", "bits", "browser_channel", "revision"),
    *("headless", "debug", "asan", "tsan", "lsan", "verify", "display", "virtual_display"),
)
"""Entries of ``run_info`` in which the parts of one column are equal."""
_TEXTS = frozenset({"product", "browser_version", "browser_channel", "os", "os_version", "processor"})


@dataclass(kw_only=True)
class ImportedColumn:
    """A column under construction; its files are added one by one."""

    spec: BrowserSpec
    files: list[WptFile] = field(default_factory=list)
    checks: dict[str, Check] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    unfinished: int = 0
    """Skipped tests and subtests without a status."""
    _pages: dict[str, int] = field(default_factory=dict)
    _ordinals: dict[str, int] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Address of the column."""
        return self.spec.address

    def add(self, file: WptFile) -> None:
        """Read the tests of a file; raise ``FormatError`` with the field."""
        self.files.append(file)
        for place, each in file.tests:
            try:
                self._test(each, _time(file.started))
            except FormatError as wrong:
                raise FormatError(f"results[{place}].{wrong}") from None

    def run(self) -> Run:
        """Return the run with this column."""
        started = min((each.started for each in self.files if each.started), default=0.0)
        ended = max((each.ended for each in self.files), default=0.0)
        info = self.files[0].info
        return Run(
            id=f"wpt-{digest([each.digest for each in self.files])}",
            format=FORMAT,
            tool="wptrunner",
            started_at=_time(started),
            finished_at=_time(ended) or None,
            complete=not self.unfinished and not any(each.cut for each in self.files),
            revision=_told(info, "revision") or None,
            browsers=(self.spec,),
            provenances=(_provenance(self.spec, info, started, ended, self.files[0].subsuites),),
            checks=tuple(self.checks.values()),
            evidence=tuple(self.evidence),
            results=tuple(self.results),
        )

    def _test(self, plain: Json, started_at: str) -> None:
        """Read one test and its subtests."""
        if not isinstance(plain, dict):
            raise FormatError("test: expected an object with test, status and subtests")
        name = text(plain, "test", MAX_LINE)
        subsuite = optional(plain, "subsuite", MAX_LINE)
        page = name.strip("/") + (f" [{subsuite}]" if subsuite else "")
        if page in self._pages:
            here = self._pages[page] == len(self.files)
            raise FormatError(f'test: "{name}" is there twice' if here else f"test: {twice(f'{page}@{self.address}')}")
        if plain.get("status") in UNFINISHED:
            self.unfinished += 1
            return
        self._pages[page] = len(self.files)
        status = status_of(plain, PAGE)
        imported = {} if name == f"/{page}" else {"test": name, **({"subsuite": subsuite} if subsuite else {})}
        self._keep(
            Check(id=page, title="The page comes to its end", probe=page, spec="", imported=imported), plain, status
        )
        message = message_of(plain, status) if status in FAULTS else None
        self.evidence.append(
            Evidence(
                probe=page,
                browser=self.address,
                facts=None if status in FAULTS else {},
                fault=FAULTS.get(status),
                message=message,
                started_at=started_at,
                duration=number(plain, "duration", 1e12) / 1_000,
            )
        )
        for at, each in enumerate(listed(plain, "subtests", _MAX_SUBTESTS, missing=True)):
            try:
                self._subtest(each, page)
            except FormatError as wrong:
                raise FormatError(f"subtests[{at}].{wrong}") from None

    def _subtest(self, plain: Json, page: str) -> None:
        """Read one subtest; those of equal names are numbered."""
        if not isinstance(plain, dict):
            raise FormatError("name: expected an object with name and status")
        name = text(plain, "name", MAX_MESSAGE)
        if plain.get("status") in UNFINISHED:
            self.unfinished += 1
            return
        title = name[:MAX_LINE]
        imported = {} if name == title else {"name": name}
        check = Check(id=self._own(f"{page} | {title}"), title=title, probe=page, spec="", imported=imported)
        self._keep(check, plain, status_of(plain, SUBTEST))

    def _own(self, check: str) -> str:
        """Return a check id that is not in use."""
        if check not in self.checks:
            return check
        ordinal = self._ordinals.get(check, 1) + 1
        while f"{check} ({ordinal})" in self.checks:
            ordinal += 1
        self._ordinals[check] = ordinal
        return f"{check} ({ordinal})"

    def _keep(self, check: Check, plain: dict[str, Json], status: Status) -> None:
        """Add one check and its result."""
        if check.id in self.checks:
            raise FormatError(f'test: "{check.id}" is the name of a subtest, too')
        self.checks[check.id] = replace(check, harness=HARNESS)
        message = message_of(plain, status)
        self.results.append(
            Result(
                check=check.id,
                browser=self.address,
                status=status,
                message=message,
                outcome=outcome_of(plain, status),
                imported=imported_of(plain, status, message),
            )
        )


def from_wptreport(plain: Json, tests: Sequence[str] = ()) -> Run:
    """Return the run with its column ``wpt:<product>-<version>``; raise ``FormatError`` with the field.

    ``tests`` are path prefixes of the tests to import, such as ``/webrtc``; empty: all.
    """
    file = from_plain(plain, tests)
    origin = origin_of(file)
    column = ImportedColumn(spec=spec_of(origin, selectors([origin])[0], file))
    column.add(file)
    refuse_empty(column, tests)
    return column.run()


def twice(cell: str) -> str:
    """Return the message for a cell in two files."""
    return (
        f'"{cell}" is in another of the files already; import two runs of one browser into two folders, then '
        "compare them"
    )


def refuse_empty(column: ImportedColumn, tests: Sequence[str]) -> None:
    """Raise FormatError if nothing was imported."""
    if not column.results:
        wanted = f" that begins with {' or '.join(tests)}" if tests else ""
        raise FormatError(f"results: holds no{' finished' if column.unfinished else ''} test{wanted}")


def origin_of(file: WptFile) -> Origin:
    """Return the origin of a file; files of equal origin are parts of one column."""
    if len(file.info) > _MAX_INFO:
        raise FormatError(f"run_info: expected at most {_MAX_INFO} entries")
    try:
        product, version = _product(file.info), _version(file.info)
        identity = tuple((key, _told(file.info, key)) for key in _IDENTITY)
    except FormatError as wrong:
        raise FormatError(f"run_info.{wrong}") from None
    return Origin(name="wpt", browser=f"{escaped(product)}-{escaped(version)}", identity=identity)


def spec_of(origin: Origin, selector: str, file: WptFile) -> BrowserSpec:
    """Return the spec of the column."""
    return BrowserSpec(name=origin.name, selector=selector, version=_version(file.info), provider=PROVIDER)


def _product(info: dict[str, Json]) -> str:
    return optional(info, "product", 100) or "unknown"


def _version(info: dict[str, Json]) -> str:
    return optional(info, "browser_version", 100) or "unknown"


def _told(info: dict[str, Json], key: str) -> str:
    """Return an entry as text, with platform names as for launched browsers; empty if it is not a scalar."""
    value = info.get(key)
    if isinstance(value, bool):
        return key if value else ""
    if key in _TEXTS:
        told = optional(info, key, 100) or ""
        return _SYSTEMS.get(told, told) if key == "os" else told
    return str(value)[:100] if isinstance(value, (str, int, float)) else ""


def _provenance(
    spec: BrowserSpec, info: dict[str, Json], started: float, ended: float, subsuites: dict[str, Json]
) -> Provenance:
    """Return the provenance of the column."""
    system = " ".join(filter(None, (_told(info, "os"), _told(info, "processor"))))
    return Provenance(
        address=spec.address,
        brand=brand_of_product(_product(info)),
        channel=_told(info, "browser_channel") or None,
        version=_version(info),
        provider=PROVIDER,
        driver="wptrunner",
        platform=", ".join(filter(None, (system, _told(info, "os_version")))),
        headless=info.get("headless") is True,
        devices="wptrunner's",
        imported={"run_info": info, "time_start": round(started), "time_end": round(ended), "subsuites": subsuites},
    )


def _time(milliseconds: float) -> str:
    """Return milliseconds since 1970 as an ISO time; empty for 0."""
    return datetime.fromtimestamp(milliseconds / 1_000, UTC).isoformat(timespec="seconds") if milliseconds else ""
