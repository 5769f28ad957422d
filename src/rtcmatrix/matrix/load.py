"""Read matrix.yaml and report all its errors together, one line each: file, line, field, value, what is allowed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from rtcmatrix.credentials import hide_credentials
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.files import path_is_folder, read_file
from rtcmatrix.matrix.document import MOST_VALUES, BadDocumentError, Document
from rtcmatrix.matrix.entry import Entry, quote
from rtcmatrix.matrix.expand import expand_browsers, expand_compare, expand_milestones
from rtcmatrix.matrix.form import BrowserEntry, CompareEntry, LimitsEntry, MatrixFile
from rtcmatrix.matrix.form_providers import MIRRORED, MirrorEntry, ProvidersEntry, SeleniumManagerEntry
from rtcmatrix.matrix.limits import Limits
from rtcmatrix.matrix.provider_settings import Mirror, ProviderSettings
from rtcmatrix.matrix.rules import find_problems
from rtcmatrix.nearest import nearest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from rtcmatrix.matrix.document import Loc
    from rtcmatrix.model import BrowserSpec

FILE_NAME = "matrix.yaml"
MOST_BYTES = 200_000
"""Maximum size: a hundred times that of a usual file, which still takes only seconds to read."""

EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "string_pattern_mismatch": 'a version or version prefix, "150" or "150.0.7871"',
    "greater_than": "more than {gt:g}",
    "greater_than_equal": "{ge:g} or more",
    "less_than_equal": "{le:g} or less",
    "string_too_short": "some text",
    "too_short": "at least one",
}
"""pydantic's error type -> what was expected."""

MODELS: dict[str, type[Entry]] = {
    "": MatrixFile,
    "browsers": BrowserEntry,
    "include": BrowserEntry,
    "limits": LimitsEntry,
    "compare": CompareEntry,
    "providers": ProvidersEntry,
    "selenium_manager": SeleniumManagerEntry,
    **dict.fromkeys(MIRRORED, MirrorEntry),
}
"""Key of a mapping in the file -> the fields that it may have."""


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """A matrix.yaml, read and expanded."""

    path: Path
    root: Path
    """The folder of the file, which contains suites, pages and reports."""
    browsers: tuple[BrowserSpec, ...]
    """In the order of the file."""
    suites: tuple[str, ...] = ("*",)
    """Patterns of check ids."""
    limits: Limits
    pairs: tuple[str, ...] = ("none",)
    """Which browsers call each other: the entries of ``call_pairs``."""
    providers: ProviderSettings = field(default_factory=ProviderSettings)
    compare: tuple[tuple[str, str], ...] = ()
    """(reference, other) addresses."""
    by_milestone: tuple[tuple[str, str], ...] = ()
    """Those of ``compare`` that apply only if both browsers have the same milestone, which is known in a run."""
    digest: str
    """sha256 of the parsed file without ``providers``, in hexadecimal: neither comments nor mirrors change it."""
    suite_lines: tuple[int, ...] = ()
    """The line of each pattern of ``suites``; empty if the file has none."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of the browsers, in the order of the file."""
        return tuple(browser.address for browser in self.browsers)

    @property
    def references(self) -> tuple[tuple[str, str], ...]:
        """(reference, other) addresses that do not depend on the versions found: calls are the same every night."""
        return tuple(pair for pair in self.compare if pair not in self.by_milestone)


def find_matrix(start: Path) -> Path:
    """Find the nearest matrix.yaml in this folder or a parent; raise ConfigurationError if there is none."""
    folder = start.resolve()
    for place in (folder, *folder.parents):
        if (place / FILE_NAME).is_file():
            return place / FILE_NAME
    advice = "change to the folder of the project or name the file with --matrix FILE"
    raise ConfigurationError(f'there is no {FILE_NAME} in "{folder}" or a parent folder; {advice}')


def load_matrix(path: Path) -> Matrix:
    """Read one matrix.yaml. The ConfigurationError lists all its errors, one on each line."""
    name = _shown(path)
    if path_is_folder(path):
        raise ConfigurationError(f'"{name}" is a folder; name the file in it, "{Path(name) / FILE_NAME}"')
    document = read_document(path, name, "name another with --matrix FILE")
    if not isinstance(document.value, dict):
        what = "is empty" if document.value is None else f"holds {quote(document.value)}"
        raise ConfigurationError(f"{name}:1: the file {what}; expected a mapping with version and browsers")
    file = _validate(document, name)
    browsers = expand_browsers(file.browsers, file.exclude, file.include)
    addresses = [browser.address for browser in browsers]
    return Matrix(
        path=path,
        root=path.resolve().parent,
        browsers=browsers,
        suites=tuple(file.suites),
        limits=Limits(**file.limits.model_dump()),
        pairs=tuple(file.pairs),
        providers=_settings(file.providers),
        compare=expand_compare(file.compare, addresses),
        by_milestone=expand_milestones(file.compare, addresses),
        digest=_digest(file),
        suite_lines=tuple(document.line(("suites", place)) for place in range(len(file.suites))),
    )


def read_document(path: Path, name: str, advice: str, *, values: int = MOST_VALUES) -> Document:
    """Read one YAML file up to the limits; messages name it ``name`` and end with ``advice``.

    Raises ConfigurationError with file and line for anything that is not plain YAML.
    """
    content = read_file(path, MOST_BYTES, ConfigurationError, advice)
    try:
        return Document(content.decode("utf-8-sig"), values)
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        raise ConfigurationError(f"{name}:{line}: not UTF-8 text; save the file as UTF-8") from wrong
    except BadDocumentError as bad:
        raise ConfigurationError("\n".join(_say(name, line, message) for line, message in bad.faults)) from bad


def _settings(entry: ProvidersEntry) -> ProviderSettings:
    mirrors = entry.selenium_manager.mirror
    return ProviderSettings(mirrors={name: Mirror(**urls.model_dump()) for name, urls in mirrors.items()})


def _digest(file: MatrixFile) -> str:
    """Hash the values of the file; comments, spaces, quotes and the order of fields do not count.

    Mirrors are left out: they change no result, and a password could be guessed from a recorded hash.
    """
    values = file.model_dump(mode="json", exclude={"providers"})
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _validate(document: Document, name: str) -> MatrixFile:
    """Validate fields and rules; report all errors together, in the order of the lines."""
    problems = find_problems(document)
    file = None
    try:
        file = MatrixFile.model_validate(document.value)
    except ValidationError as wrong:
        problems += [_word(error) for error in wrong.errors()]
    except RecursionError:
        problems.append(((), "nested too deeply"))
    if problems or file is None:
        errors = sorted({(document.line(loc), _place(loc), message) for loc, message in problems})
        raise ConfigurationError(
            "\n".join(_say(name, line, f"{place}: {message}" if place else message) for line, place, message in errors)
        )
    return file


def _word(error: ErrorDetails) -> tuple[Loc, str]:
    """Reword an error of pydantic: the value, what is expected or allowed, the nearest name."""
    kind, loc, context = error["type"], error["loc"], error.get("ctx", {})
    if kind == "matrix":
        return loc[:-1] if loc[-1:] == ("[key]",) else loc, str(context["message"])
    if kind == "missing":
        return loc[:-1], f'"{loc[-1]}" is missing; expected {_field_help(loc)}'
    if kind == "extra_forbidden":
        allowed = _fields(loc[:-1])
        return loc, f'"{loc[-1]}" is not known here; allowed: {", ".join(allowed)}{nearest(str(loc[-1]), allowed)}'
    if kind == "invalid_key" or loc[-1:] == ("[key]",):
        keys = loc[:-1] if loc[-1:] == ("[key]",) else loc
        place = (*keys[:-1], str(keys[-1]))
        return place, f'"{keys[-1]}" is not a name; expected text, quoted if necessary'
    expected = EXPECTED.get(kind)
    if expected is None:
        return loc, f"{quote(error['input'])}: {error['msg'].lower()}"
    quotes = ", in quotes" if kind == "string_type" and isinstance(error["input"], (int, float, date)) else ""
    return loc, f"{quote(error['input'])} is not allowed; expected {expected.format(**context)}{quotes}"


def _fields(loc: Loc) -> list[str]:
    """Return the fields that a mapping may have, spelled as in the file."""
    names = [step for step in loc if isinstance(step, str)]
    model = MODELS.get(names[-1] if names else "", MatrixFile)
    return [field.alias or name for name, field in model.model_fields.items()]


def _field_help(loc: Loc) -> str:
    """Describe a missing field, from the description of the field."""
    names = [step for step in loc[:-1] if isinstance(step, str)]
    fields = MODELS.get(names[-1] if names else "", MatrixFile).model_fields
    found = next((field for name, field in fields.items() if (field.alias or name) == loc[-1]), None)
    return ((found and found.description) or "it").rstrip(".").lower()


def _place(loc: Loc) -> str:
    """Write ``browsers[0].channels[1]``."""
    written = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc)
    return written.removeprefix(".")


def _say(name: str, line: int | None, message: str) -> str:
    return hide_credentials(f"{name}:{line}: {message}" if line else f"{name}: {message}")


def _shown(path: Path) -> str:
    """Return the path of a file, relative to the current folder if it is inside."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (OSError, ValueError):
        return str(path)
