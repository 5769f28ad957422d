"""The decorator that makes a function of a suite a check, and the reading of what it says. Does not run anything."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.judge.version import version_of
from rtcmatrix.model import Check

CheckFunction = TypeVar("CheckFunction", bound=Callable[..., None])

ATTRIBUTE = "__rtcmatrix_check__"
_OF_PAIR = re.compile(r"\A(?://.*\n)*// *META: *pair *\n")
"""What a probe of two browsers says in its leading comment; see rtcmatrix.gather.probes."""


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """What an author wrote in ``@check(...)``."""

    probe: str
    spec: str
    features: tuple[str, ...] = ()
    timeout: float | None = None


def check(
    probe: str, *, spec: str, features: tuple[str, ...] = (), timeout: float | None = None
) -> Callable[[CheckFunction], CheckFunction]:
    """Declare a pytest function a check of the observations that a probe gathers.

    ``probe`` is a path below ``pages/probes``; ``spec`` the URL of the section that settles the question; ``features``
    browser-compat-data paths. The function takes ``facts`` (and ``metrics``, ``notes`` or ``evidence`` if it wants
    them), asserts, and returns nothing; the first line of its docstring is the check's title, the rest says why a
    product would care. ``timeout`` (seconds)
    raises the deadline of the probe where the matrix' own is too short.
    """

    def declare(function: CheckFunction) -> CheckFunction:
        setattr(function, ATTRIBUTE, Declaration(probe=probe, spec=spec, features=features, timeout=timeout))
        return function

    return declare


def is_check(candidate: object) -> bool:
    """Say whether an object was declared with ``@check``."""
    return isinstance(getattr(candidate, ATTRIBUTE, None), Declaration)


def read_check(function: Callable[..., Any], *, probes: Path) -> Check:
    """Read the metadata of a declared function; ``probes`` is the folder the probe's path is relative to.

    Raises ConfigurationError where the probe does not exist or the function has no title.
    """
    declaration: Declaration = getattr(function, ATTRIBUTE)
    suite = Path(inspect.getfile(function)).stem
    name = function.__name__.removeprefix("test_")
    where = f"{suite}.py: {function.__name__}"
    probe_file = probes / declaration.probe
    if not (_is_plain(declaration.probe) and probe_file.is_file()):
        raise ConfigurationError(f'{where}: no probe "{declaration.probe}" in {probes}; name a file below that folder')
    title, _, rest = (inspect.getdoc(function) or "").partition("\n")
    if not title:
        raise ConfigurationError(f"{where}: a check needs a docstring; its first line is the title people read")
    return Check(
        id=f"{suite}/{name}",
        title=title,
        probe=declaration.probe,
        spec=declaration.spec,
        features=declaration.features,
        peers=2 if _OF_PAIR.search(probe_file.read_text(encoding="utf-8")) else 1,
        timeout=declaration.timeout,
        version=version_of(
            Path(inspect.getfile(function)), function.__name__, probe_file, declaration.probe, declaration.timeout
        ),
        why=" ".join(rest.split()),
    )


def _is_plain(path: str) -> bool:
    """Say whether a path is written as the catalogue of probes names it: down only, and in one way."""
    plain = PurePosixPath(path)
    return plain.as_posix() == path and plain.suffix == ".js" and ".." not in plain.parts
