"""``suites/known-differences.yaml``: what people have stated is known, each with its source. Judges nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.matrix.selection import expand_braces, matches, nearest
from rtcmatrix.model import Cell, KnownDifference, Status

_REQUIRED = ("checks", "browsers", "expected", "bug", "reason")
_FIELDS = (*_REQUIRED, "expires")
_EXPECTED = tuple(status.value for status in Status if status not in (Status.PASS, Status.ERROR))


def load_known(file: Path) -> tuple[KnownDifference, ...]:
    """Read the known differences; no file is no difference.

    Raises ConfigurationError naming file, line, the offending value and what is allowed.
    """
    if not file.is_file():
        return ()
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise ConfigurationError(f"{file}{line}: not YAML: {getattr(error, 'problem', None) or error}") from None
    if root is None:
        return ()
    if not isinstance(root, yaml.SequenceNode):
        raise ConfigurationError(
            f"{file}:{root.start_mark.line + 1}: expected a list of known differences (- checks: ...)"
        )
    return tuple(_read_entry(node, file) for node in root.value)


def find_known(cell: Cell, known: Sequence[KnownDifference]) -> KnownDifference | None:
    """Give the first entry that speaks of a cell."""
    for entry in known:
        if any(matches(p, cell.check) for p in entry.checks) and any(matches(p, cell.browser) for p in entry.browsers):
            return entry
    return None


def find_useless(cells: Sequence[Cell], known: Sequence[KnownDifference]) -> tuple[KnownDifference, ...]:
    """Give the entries that speak of none of the cells."""
    used = {id(find_known(cell, known)) for cell in cells}
    return tuple(entry for entry in known if id(entry) not in used)


def _read_entry(node: yaml.Node, file: Path) -> KnownDifference:
    where = f"{file.name}:{node.start_mark.line + 1}"
    entry = _construct(node, where)
    if not isinstance(entry, dict):
        raise ConfigurationError(f"{where}: expected a known difference with {', '.join(_REQUIRED)}")
    for key in entry:
        if key not in _FIELDS:
            raise ConfigurationError(
                f'{where}: "{key}" is not a field; allowed: {", ".join(_FIELDS)}{nearest(str(key), _FIELDS)}'
            )
    for key in _REQUIRED:
        if not entry.get(key):
            raise ConfigurationError(f'{where}: "{key}" is missing; a known difference needs {", ".join(_REQUIRED)}')
    if entry["expected"] not in _EXPECTED:
        raise ConfigurationError(
            f'{where}: expected: "{entry["expected"]}" is no status that can be known; allowed: {", ".join(_EXPECTED)}'
            f"{nearest(str(entry['expected']), _EXPECTED)}"
        )
    if urlsplit(str(entry["bug"])).scheme not in ("http", "https"):
        raise ConfigurationError(f'{where}: bug: "{entry["bug"]}" is not a URL; name the bug or another public source')
    return KnownDifference(
        checks=_patterns(entry["checks"], where),
        browsers=_patterns(entry["browsers"], where),
        expected=Status(entry["expected"]),
        bug=str(entry["bug"]),
        reason=str(entry["reason"]).strip(),
        expires=_day(entry["expires"], where) if entry.get("expires") else None,
        line=node.start_mark.line + 1,
        file=f"{file.parent.name}/{file.name}",
    )


def _construct(node: yaml.Node, where: str) -> Any:
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError) as error:
        raise ConfigurationError(f"{where}: {getattr(error, 'problem', None) or error}") from None
    finally:
        loader.dispose()


def _patterns(value: object, where: str) -> tuple[str, ...]:
    patterns = tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)
    for pattern in patterns:
        try:
            expand_braces(pattern)
        except ConfigurationError as error:
            raise ConfigurationError(f"{where}: {error}") from None
    return patterns


def _day(value: object, where: str) -> str:
    """Read the day on which a statement must be looked at again; YAML has made a date of most already."""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise ConfigurationError(f'{where}: expires: "{value}" is not a day; write it as 2027-01-31') from None
