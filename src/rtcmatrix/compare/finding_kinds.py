"""The words of ``--fail-on``: what may fail a gate. Pure."""

from __future__ import annotations

from enum import StrEnum

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.nearest import nearest


class FailOn(StrEnum):
    """What may fail a gate. What checks are does not: they are ours, and a browser cannot help it."""

    NOT_COMPARABLE = "not-comparable"
    """A column was started otherwise than its reference, or no column has one: nothing of it was compared."""
    NEWLY_FAILING = "newly-failing"
    UNEXPECTED = "unexpected"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    NEWLY_PASSING = "newly-passing"
    METRIC = "metric"
    FLAKY = "flaky"
    KNOWN_TROUBLE = "known-trouble"
    ANY = "any"
    """All of these."""


USUAL = (FailOn.NOT_COMPARABLE, FailOn.NEWLY_FAILING, FailOn.UNEXPECTED, FailOn.CHANGED, FailOn.REMOVED)
WITHOUT_REFERENCE = frozenset({FailOn.UNEXPECTED, FailOn.FLAKY, FailOn.KNOWN_TROUBLE, FailOn.ANY})
"""What can be seen in a run alone."""
_FORMERLY = {"provenance": FailOn.NOT_COMPARABLE}
"""Words of earlier versions, which scripts may still use."""


def read_fail_on(text: str) -> tuple[FailOn, ...]:
    """Read ``newly-failing,changed``; ``any`` stands for all. Raises ConfigurationError naming the word."""
    words = [_FORMERLY.get(word.strip(), word.strip()) for word in text.split(",") if word.strip()]
    for word in words:
        if word not in list(FailOn):
            raise ConfigurationError(
                f'--fail-on: "{word}" is nothing that a gate looks at; allowed: {", ".join(FailOn)}'
                f"{nearest(word, list(FailOn))}"
            )
    if not words:
        raise ConfigurationError(f"--fail-on names nothing; allowed: {', '.join(FailOn)}")
    chosen = {FailOn(word) for word in words}
    return tuple(each for each in FailOn if each in chosen or FailOn.ANY in chosen)
