"""Read a YAML document as plain values with their positions, so that an error can name the line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from rtcmatrix.matrix.readings import misreadings

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

Loc = tuple[str | int, ...]
"""Path to a value in the document: ``("browsers", 0, "channels", 1)``."""

MOST_VALUES = 20_000
"""Maximum number of values: with nested aliases, a few lines can expand to billions."""


class BadDocumentError(Exception):
    """Raised for unusable YAML: (line or None, message) for each error."""

    def __init__(self, faults: Sequence[tuple[int | None, str]]) -> None:
        super().__init__(faults)
        self.faults = tuple(faults)


class Document:
    """A parsed YAML text: ``value`` consists of plain types.

    Raises BadDocumentError unless the text is one plain YAML document. ``most`` is the maximum number of values, with
    aliases expanded.
    """

    def __init__(self, text: str, most: int = MOST_VALUES) -> None:
        self._most = most
        try:
            loader = yaml.SafeLoader(text)
            try:
                self._root = loader.get_single_node()
                self._refuse_traps()
                self.value: Any = None if self._root is None else loader.construct_document(self._root)
            finally:
                loader.dispose()
        except yaml.MarkedYAMLError as wrong:
            mark = wrong.problem_mark or wrong.context_mark
            words = ", ".join(part for part in (wrong.context, wrong.problem) if part)
            raise BadDocumentError([(mark.line + 1 if mark else None, f"not valid YAML: {words}")]) from wrong
        except yaml.YAMLError as wrong:
            raise BadDocumentError([(None, "not valid YAML: " + " ".join(str(wrong).split()))]) from wrong
        except RecursionError as wrong:
            raise BadDocumentError([(None, "nested too deeply")]) from wrong
        except ValueError as wrong:  # a date or number that Python cannot hold, such as 2001-99-99
            raise BadDocumentError([(None, f"not valid YAML: {wrong}")]) from wrong

    def line(self, loc: Loc) -> int:
        """Return the line, from 1, of the value at this path or of its nearest ancestor in the document."""
        node, line = self._root, 1
        for step in loc:
            found = _step(node, step)
            if found is None:
                break
            marked, node = found
            line = marked.start_mark.line + 1
        return line

    def _refuse_traps(self) -> None:
        """Reject what parsing would lose or change, or what would not terminate.

        That is: duplicate keys, scalars that YAML reads differently than they are written, recursive or multiplying
        aliases.
        """
        if self._root is None:
            return
        _count_values(self._root, {}, self._most)
        faults = [
            (key.start_mark.line + 1, f'"{key.value}" is given twice; the first is in line {first}')
            for key, first in _repeated_keys(self._root, set())
        ]
        faults += misreadings(self._root)
        if faults:
            raise BadDocumentError(sorted(faults))


def _step(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """Go one step down: return the node whose line is reported, and the value."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key, value
    return None


def _count_values(node: yaml.Node, known: dict[int, int | None], most: int) -> int:
    """Count the values of a node, with its aliases expanded."""
    if id(node) in known:
        count = known[id(node)]
        if count is None:
            raise _trap(node, "an alias refers to an anchor that contains it")
        return count
    known[id(node)] = None
    count = 1 + sum(_count_values(child, known, most) for child in _children(node))
    if count > most:
        raise _trap(node, f"expands to more than {most} values")
    known[id(node)] = count
    return count


def _trap(node: yaml.Node, problem: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark)


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _repeated_keys(node: yaml.Node, seen: set[int]) -> Iterator[tuple[yaml.ScalarNode, int]]:
    """Find each duplicate key of a mapping, with the line of its first occurrence."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        lines: dict[Hashable, int] = {}
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.tag != "tag:yaml.org,2002:merge":
                if (key.tag, key.value) in lines:
                    yield key, lines[key.tag, key.value]
                lines.setdefault((key.tag, key.value), key.start_mark.line + 1)
    for child in _children(node):
        yield from _repeated_keys(child, seen)
