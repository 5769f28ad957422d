"""Writes a known difference at the end of ``known-differences.yaml``, and changes nothing that is there."""

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
"""Characters of a value that a person still reads in a file."""


class _Dumper(yaml.SafeDumper):
    """SafeDumper that also quotes text which our reader refuses without quotes."""

    def represent_text(self, text: str) -> yaml.ScalarNode:
        """Write text; in quotes where it looks like a number of YAML 1.2."""
        return self.represent_scalar("tag:yaml.org,2002:str", text, style='"' if is_number_elsewhere(text) else None)


_Dumper.add_representer(str, _Dumper.represent_text)


def append_known(file: Path, entry: KnownDifference) -> KnownDifference:
    """Append an entry, read the file again and give the entry with its place.

    Raises ConfigurationError where the entry cannot be read back as it was meant; the file is then as it was.
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
    """Give the last entry, which must say what was meant; its place is new."""
    written = load_known(file)[-1]
    if dataclasses.replace(written, line=entry.line, file=entry.file) != entry:
        raise ConfigurationError(f"{file}: the entry would not be read as it was meant; write it by hand")
    return written


def entry_text(entry: KnownDifference) -> str:
    """Write an entry in YAML: one line a field, patterns in brackets.

    Raises ConfigurationError for a value that is too long to be reviewed.
    """
    fields: dict[str, Json] = {}
    if entry.checks:
        fields = {"checks": list(entry.checks), "browsers": list(entry.browsers)}
    else:
        fields = {"facts": list(entry.facts), "browsers": list(entry.browsers)}
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
    # A date needs no quotes, whatever YAML makes of a text that looks like one
    text += f"expires: {entry.expires}\n" if entry.expires is not None else ""
    return "- " + text.rstrip("\n").replace("\n", "\n  ") + "\n"


def _line(key: str, value: Json) -> str:
    """Write one field on one line."""
    written = yaml.dump(value, Dumper=_Dumper, default_flow_style=True, width=float("inf"), allow_unicode=False)
    written = written.removesuffix("\n").removesuffix("\n...")
    if len(written) > LONGEST_VALUE:
        raise ConfigurationError(
            f'"{key}" would take {len(written):,} characters, more than {LONGEST_VALUE:,}: state a part of it, by a '
            "longer path"
        )
    return f"{key}: {written}\n"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    write_file(file, text)
