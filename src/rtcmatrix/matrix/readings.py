"""Find scalars that YAML reads differently than they are written, and suggest how to quote them. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TAG = "tag:yaml.org,2002:"
_WORDS = {"bool": ("true", "false", "True", "False", "TRUE", "FALSE"), "null": ("null", "Null", "NULL")}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_ENDLESS = (".inf", "-.inf", ".nan")
_OTHER_NUMBER = re.compile(r"[-+]?(0o[0-7_]+|\d[\d_]*(\.[\d_]*)?[eE][-+]?\d+|\.\d+[eE][-+]?\d+)")
"""Text in YAML 1.1, which PyYAML reads, that is a number in YAML 1.2."""


def misreadings(root: yaml.Node) -> Iterator[tuple[int, str]]:
    """Return (line, message) for each plain scalar whose value differs from its text. Quoted scalars are text."""
    seen: set[int] = set()
    left = [root]
    while left:
        node = left.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            message = _misread(node) if node.style is None else None
            if message is not None:
                yield node.start_mark.line + 1, message
        elif isinstance(node, yaml.MappingNode):
            left += [part for pair in node.value for part in pair]
        elif isinstance(node, yaml.SequenceNode):
            left += node.value


def is_number_elsewhere(text: str) -> bool:
    """Return whether a plain scalar that is text here is a number in YAML 1.2: ``1e3``, ``0o17``."""
    return _OTHER_NUMBER.fullmatch(text) is not None


def _misread(node: yaml.ScalarNode) -> str | None:
    """Describe what is wrong with one plain scalar; None if its value equals its text."""
    ask = _ASKS.get(node.tag.removeprefix(_TAG))
    return ask(node.value) if ask is not None else None


def _bool(text: str) -> str | None:
    if text in _WORDS["bool"]:
        return None
    value = "true" if text.lower() in {"yes", "on", "y"} else "false"
    return _say(text, value, f"or write {value}")


def _null(text: str) -> str | None:
    if text in _WORDS["null"]:
        return None
    if not text:
        return "an empty value is read as null; write a value, or remove the entry"
    return _say(text, "null", "or write null")


def _int(text: str) -> str | None:
    if _WHOLE.fullmatch(text):
        return None
    try:
        value = yaml.SafeLoader.construct_yaml_int(_CONSTRUCTOR, yaml.ScalarNode(f"{_TAG}int", text))
    except ValueError:  # more digits than Python converts, or invalid digits
        return f'"{text[:40]}" is not a number that can be read; write a smaller one, or quote it for the text'
    if not -(10**18) < value < 10**18:
        return f'"{text[:40]}" is too large a number; write a smaller one, or quote it for the text'
    return _say(text, f"the number {value}", f"or write {value}")


def _float(text: str) -> str | None:
    try:
        value = yaml.SafeLoader.construct_yaml_float(_CONSTRUCTOR, yaml.ScalarNode(f"{_TAG}float", text))
    except ValueError:
        return f'"{text[:40]}" is not a number that can be read; quote it for the text'
    written = repr(value)  # PyYAML itself writes 1e+300 as 1.0e+300
    if text in {written, written if "." in written else written.replace("e", ".0e"), *_ENDLESS}:
        return None
    return _say(text, f"the number {value!r}", "or write the number in plain digits, without trailing zeros")


def _timestamp(text: str) -> str | None:
    return None if _DAY.fullmatch(text) else _say(text, "a date", "or write a day as 2027-01-31")


def _text(text: str) -> str | None:
    if not is_number_elsewhere(text):
        return None
    return _say(text, "text here and as a number by other programs", "or write the number in plain digits")


def _say(text: str, value: str, otherwise: str) -> str:
    """Write one message; the suggested text is in YAML quotes."""
    short = text[:40]
    return f'"{short}" without quotes is read as {value}; quote it for the text, {otherwise}'


_CONSTRUCTOR = yaml.SafeLoader("")
_ASKS: dict[str, Callable[[str], str | None]] = {
    "bool": _bool,
    "null": _null,
    "int": _int,
    "float": _float,
    "timestamp": _timestamp,
    "str": _text,
}
