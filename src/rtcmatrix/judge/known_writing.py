"""Append a known difference to ``known-differences.yaml`` without changing the other entries."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import yaml

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.files import write_file
from rtcmatrix.judge.known import load_known
from rtcmatrix.matrix.readings import is_number_elsewhere

if TYPE_CHECKING:
    from pathlib import Path

    from rtcmatrix.model import Json, KnownDifference

LONGEST_VALUE = 2_000
"""Maximum number of characters of a value that can be reviewed in a file."""


class _Dumper(yaml.SafeDumper):
    """SafeDumper that also quotes text that our parser rejects without quotes."""

    def represent_text(self, text: str) -> yaml.ScalarNode:
        """Write text; quote it if YAML 1.2 would read it as a number."""
        return self.represent_scalar("tag:yaml.org,2002:str", text, style='"' if is_number_elsewhere(text) else None)


_Dumper.add_representer(str, _Dumper.represent_text)


def append_known(file: Path, entry: KnownDifference) -> KnownDifference:
    """Append an entry, read the file again and return the entry with its line.

    Raises ConfigurationError and restores the file if the entry cannot be read back unchanged.
    """
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    load_known(file)
    joined = before + ("\n" if before and not before.endswith("\n") else "") + entry_text(entry)
    _write(file, joined)
    try:
        return _read_back(file, entry)
    except ConfigurationError:
        if before:
            _write(file, before)
        else:
            file.unlink()
        raise


def _read_back(file: Path, entry: KnownDifference) -> KnownDifference:
    """Return the last entry, which must equal the one that was written except for its line."""
    written = load_known(file)[-1]
    if dataclasses.replace(written, line=entry.line, file=entry.file) != entry:
        raise ConfigurationError(f"{file}: the entry cannot be read back unchanged; write it by hand")
    return written


def entry_text(entry: KnownDifference) -> str:
    """Write an entry as YAML: one line for each field, patterns in brackets.

    Raises ConfigurationError for a value that is too long to review.
    """
    fields: dict[str, Json] = {"checks": list(entry.checks)} if entry.checks else {"facts": list(entry.facts)}
    fields |= {"browsers": list(entry.browsers)} if entry.engine is None else {"engine": entry.engine}
    if entry.versions is not None:
        fields["versions"] = entry.versions
    if entry.expected is not None:
        fields["expected"] = entry.expected.value
    elif entry.absent:
        fields["absent"] = True
    else:
        fields["value"] = entry.value
    fields |= {"bug": entry.bug, "reason": entry.reason}
    text = "".join(_line(key, value) for key, value in fields.items())
    # The reader accepts a date without quotes
    text += f"expires: {entry.expires}\n" if entry.expires is not None else ""
    return "- " + text.rstrip("\n").replace("\n", "\n  ") + "\n"


def _line(key: str, value: Json) -> str:
    """Write one field on one line."""
    written = yaml.dump(value, Dumper=_Dumper, default_flow_style=True, width=float("inf"), allow_unicode=False)
    written = written.removesuffix("\n").removesuffix("\n...")
    if len(written) > LONGEST_VALUE:
        raise ConfigurationError(
            f'"{key}" has {len(written):,} characters, more than {LONGEST_VALUE:,}: use a longer path to '
            "state a part of it"
        )
    return f"{key}: {written}\n"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    write_file(file, text)
