"""Make file names and anchors from addresses and ids: safe on any system, and unique."""

from __future__ import annotations

import re

_UNSAFE = re.compile(r"[^a-z0-9._-]+")
_LONGEST = 60


def slug(text: str) -> str:
    """Return a name of lower-case letters, digits, dots and dashes."""
    return _UNSAFE.sub("-", text.lower()).strip("-.")[:_LONGEST].strip("-.") or "x"


class UniqueSlugs:
    """Gives each key its own slug, and equal keys the same."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, ...], str] = {}
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}

    def of(self, *key: str) -> str:
        """Return the slug of a key: its first part, with a number if that is taken."""
        if key not in self._given:
            base = slug(key[0])
            name, number = base, self._numbers.get(base, 1)
            while name in self._taken:
                number += 1
                name = f"{base}-{number}"
            self._numbers[base] = number
            self._given[key] = name
            self._taken.add(name)
        return self._given[key]
