"""Evaluate the subset of pytest's ``-k`` expressions that rtcmatrix writes."""

from __future__ import annotations

from collections.abc import Callable


def evaluate(text: str) -> Callable[[set[str]], bool]:
    """Read an expression of ``and`` and ``not`` as pytest does: a word means every name that holds it."""
    terms = [(not each.startswith("not "), each.removeprefix("not ").lower()) for each in text.split(" and ")]
    return lambda names: all(any(word in name.lower() for name in names) is wanted for wanted, word in terms)
