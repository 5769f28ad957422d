"""Define the ``@check`` decorator and read the metadata of a check. Runs nothing."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.judge.suites import area_of
from rtcmatrix.judge.version import version_of
from rtcmatrix.model import Check

CheckFunction = TypeVar("CheckFunction", bound=Callable[..., None])

ATTRIBUTE = "__rtcmatrix_check__"
_BASES = ("MUST", "")
_OF_PAIR = re.compile(r"\A(?://.*\n)*// *META: *pair *\n")
"""The line in the leading comment of a probe of two browsers; see rtcmatrix.gather.probes."""


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """The arguments of ``@check(...)``."""

    probe: str
    spec: str
    basis: str = ""
    features: tuple[str, ...] = ()
    timeout: float | None = None


def check(
    probe: str, *, spec: str, basis: str = "", features: tuple[str, ...] = (), timeout: float | None = None
) -> Callable[[CheckFunction], CheckFunction]:
    """Declare that a pytest function checks the facts that a probe observes.

    ``probe`` is a path below ``pages/probes``; ``spec`` the URL of the section that requires the behavior. ``basis`` is
    "MUST" for what every browser has to do (RFC 2119, a step of a normative algorithm, IDL), and empty for a check of
    your own product. No other value is allowed: SHOULD, MAY and unspecified behavior are facts to compare. ``features``
    are browser-compat-data paths. The function takes ``facts`` (or ``metrics``, ``notes``, ``evidence``), calls
    ``expect`` and returns nothing. The first line of its docstring is the check's title, the rest states what breaks in
    a product. ``timeout`` (seconds) raises the deadline of the probe. Raises ConfigurationError for another ``basis``.
    """
    if basis not in _BASES:
        raise ConfigurationError(
            f'basis is "{basis}", expected "MUST"; behavior that no specification requires is a fact, not a check'
        )

    def declare(function: CheckFunction) -> CheckFunction:
        setattr(
            function,
            ATTRIBUTE,
            Declaration(probe=probe, spec=spec, basis=basis, features=features, timeout=timeout),
        )
        return function

    return declare


def is_check(candidate: object) -> bool:
    """Return whether an object was declared with ``@check``."""
    return isinstance(getattr(candidate, ATTRIBUTE, None), Declaration)


def read_check(function: Callable[..., Any], *, probes: Path) -> Check:
    """Read the metadata of a declared function; ``probes`` is the folder the probe's path is relative to.

    Raises ConfigurationError if the probe does not exist or the function has no title.
    """
    declaration: Declaration = getattr(function, ATTRIBUTE)
    file = Path(inspect.getfile(function))
    area = area_of(file)
    name = function.__name__.removeprefix("test_")
    where = f"{file.name}: {function.__name__}"
    probe_file = probes / declaration.probe
    if not (_is_plain(declaration.probe) and probe_file.is_file()):
        raise ConfigurationError(f'{where}: no probe "{declaration.probe}" in {probes}; name a file below that folder')
    title, _, rest = (inspect.getdoc(function) or "").partition("\n")
    if not title:
        raise ConfigurationError(f"{where}: a check needs a docstring; its first line is the title in reports")
    return Check(
        id=f"{area}/{name}",
        title=title,
        probe=declaration.probe,
        spec=declaration.spec,
        basis=declaration.basis,
        features=declaration.features,
        peers=2 if _OF_PAIR.search(probe_file.read_text(encoding="utf-8")) else 1,
        timeout=declaration.timeout,
        version=version_of(file, function.__name__, probe_file, declaration.probe, declaration.timeout),
        why=" ".join(rest.split()),
    )


def _is_plain(path: str) -> bool:
    """Return whether a path is normalized and without ``..``, as the catalogue of probes writes it."""
    plain = PurePosixPath(path)
    return plain.as_posix() == path and plain.suffix == ".js" and ".." not in plain.parts
