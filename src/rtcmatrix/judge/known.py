"""Read ``suites/known-differences.yaml``: stated differences, each with a source. Judges nothing."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.kinds import Family
from rtcmatrix.matrix.entry import quote
from rtcmatrix.matrix.load import read_document
from rtcmatrix.matrix.selection import expand_braces
from rtcmatrix.model import Json, KnownDifference, Status
from rtcmatrix.nearest import nearest

FILE = Path("suites", "known-differences.yaml")
"""The file of known differences, relative to the folder of matrix.yaml."""

MOST_VALUES = 100_000
"""Maximum number of values in the file, with its aliases expanded."""

_CHECKS = ("checks", "browsers", "expected", "bug", "reason")
_FACTS = ("facts", "browsers", "value", "bug", "reason")
_FIELDS = (
    "checks",
    "facts",
    "browsers",
    "engine",
    "versions",
    "expected",
    "value",
    "absent",
    "bug",
    "reason",
    "expires",
)
_ENGINES = tuple(family.lower() for family in Family)
_EXPECTED = tuple(status.value for status in Status if status not in (Status.PASS, Status.ERROR))


def load_known(file: Path) -> tuple[KnownDifference, ...]:
    """Read the known differences; a missing file is an empty list.

    Raises ConfigurationError with the file, the line, the invalid value and what is allowed.
    """
    if not (file.exists() or file.is_symlink()):
        return ()
    document = read_document(file, str(file), "known differences are kept in this file", values=MOST_VALUES)
    if document.value is None:
        return ()
    if not isinstance(document.value, list):
        raise ConfigurationError(f"{file}:{document.line(())}: expected a list of known differences (- checks: ...)")
    return tuple(_read_entry(entry, document.line((place,)), file) for place, entry in enumerate(document.value))


def _read_entry(entry: Any, line: int, file: Path) -> KnownDifference:
    where = f"{file.name}:{line}"
    _check_fields(entry, where)
    return KnownDifference(
        checks=_patterns(entry["checks"], where, "checks") if "checks" in entry else (),
        facts=_facts(entry["facts"], where) if "facts" in entry else (),
        browsers=_patterns(entry["browsers"], where, "browsers") if "browsers" in entry else (),
        engine=_engine(entry["engine"], where) if "engine" in entry else None,
        versions=_versions(entry["versions"], where) if entry.get("versions") is not None else None,
        expected=_status(entry["expected"], where) if "checks" in entry else None,
        value=_value(entry.get("value"), where),
        absent=_absent(entry, where),
        bug=_bug(entry["bug"], where),
        reason=_reason(entry["reason"], where),
        expires=_day(entry["expires"], where) if entry.get("expires") is not None else None,
        line=line,
        file=f"{file.parent.name}/{file.name}",
    )


def _check_fields(entry: Any, where: str) -> None:
    """Check that an entry states either a status of checks or a value of facts, with all required fields."""
    if not isinstance(entry, dict):
        raise ConfigurationError(f"{where}: expected a known difference with {', '.join(_CHECKS)}")
    for key in entry:
        if key not in _FIELDS:
            raise ConfigurationError(
                f'{where}: "{key}" is not a field; allowed: {", ".join(_FIELDS)}{nearest(str(key), _FIELDS)}'
            )
    of_facts = "facts" in entry and "checks" not in entry
    if "engine" in entry and "browsers" in entry:
        raise ConfigurationError(f"{where}: engine and browsers select the same; write one of the two")
    for key in _FACTS if of_facts else _CHECKS:
        given = "value" in entry or entry.get("absent") is True if key == "value" else entry.get(key)
        if not given and not (key == "browsers" and "engine" in entry):
            needed = ", ".join(_FACTS if of_facts else _CHECKS)
            needed = needed.replace("browsers", "browsers (or engine)").replace("value", "value (or absent: true)")
            raise ConfigurationError(f'{where}: "{key}" is missing; a known difference needs {needed}')
    # "absent: false" with a value is redundant: a value already means that the fact is present
    others = ("expected",) if of_facts else ("facts", "value", "absent")
    for key in others:
        if key in entry:
            what = "facts" if of_facts else "checks"
            raise ConfigurationError(
                f'{where}: "{key}" does not go with {what}: state checks with expected, or facts with value or absent'
            )


def _patterns(value: object, where: str, field: str) -> tuple[str, ...]:
    patterns = []
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, str):
            raise ConfigurationError(f"{where}: {field}: {quote(item)} is not text; write a pattern, in quotes")
        try:
            expand_braces(item)
        except ConfigurationError as error:
            raise ConfigurationError(f"{where}: {field}: {error}") from None
        patterns.append(item)
    return tuple(patterns)


def _engine(value: object, where: str) -> str:
    if not isinstance(value, str) or value not in _ENGINES:
        raise ConfigurationError(
            f"{where}: engine: {quote(value)} is not an engine; allowed: {', '.join(_ENGINES)}"
            f"{nearest(str(value), _ENGINES)}"
        )
    return value


def _facts(value: object, where: str) -> tuple[str, ...]:
    """Read patterns of facts; a space after the colon is ignored."""
    read = []
    for text in value if isinstance(value, list) else [value]:
        probe, colon, path = (part.strip() for part in str(text).partition(":"))
        if not (isinstance(text, str) and probe and colon and path):
            raise ConfigurationError(
                f"{where}: facts: {quote(text)} names no fact; write the probe, a colon and the path, as in "
                '"codecs/capabilities.js:sender.video", in quotes'
            )
        read.append(f"{_patterns(probe, where, 'facts')[0]}:{path}")
    return tuple(read)


def _status(value: object, where: str) -> Status:
    if not isinstance(value, str) or value not in _EXPECTED:
        raise ConfigurationError(
            f"{where}: expected: {quote(value)} is not a status that can be known; allowed: {', '.join(_EXPECTED)}"
            f"{nearest(str(value), _EXPECTED)}"
        )
    return Status(value)


def _value(value: object, where: str) -> Json:
    """Read the value of a fact; YAML has types that JSON lacks, such as dates."""
    if isinstance(value, dict):
        return {str(key): _value(item, where) for key, item in value.items()}
    if isinstance(value, list):
        return [_value(item, where) for item in value]
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise ConfigurationError(f"{where}: value: {quote(value)} is read as a {type(value).__name__}; write it in quotes")


def _absent(entry: dict[str, Any], where: str) -> bool:
    absent = entry.get("absent", False)
    if not isinstance(absent, bool):
        raise ConfigurationError(f"{where}: absent: {quote(absent)} is not true or false")
    if absent and "value" in entry:
        raise ConfigurationError(f"{where}: an absent fact has no value; state one of the two")
    return absent


def _versions(value: object, where: str) -> str:
    if isinstance(value, str):
        with contextlib.suppress(InvalidSpecifier):
            SpecifierSet(value)
            return value
    raise ConfigurationError(
        f'{where}: versions: {quote(value)} is not a range of versions; write it as ">=150,<156" or "==150.*"'
    )


def _bug(value: object, where: str) -> str:
    try:
        found = urlsplit(value).scheme if isinstance(value, str) else ""
    except ValueError:  # brackets without an end
        found = ""
    if found not in ("http", "https"):
        raise ConfigurationError(f"{where}: bug: {quote(value)} is not a URL; name the bug or another public source")
    return str(value)


def _reason(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise ConfigurationError(f"{where}: reason: {quote(value)} is not text; state the reason in one sentence")
    return value.strip()


def _day(value: object, where: str) -> str:
    """Read the last day on which a statement applies; YAML has parsed most of them as dates already."""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise ConfigurationError(f"{where}: expires: {quote(value)} is not a day; write it as 2027-01-31") from None
