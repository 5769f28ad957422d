"""Evaluate the expressions of a workflow with GitHub's own library, in one process of Node.js."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from node_tools import find_node, node_module

EXPRESSION = re.compile(r"\$\{\{((?:(?!\}\}).)*)\}\}", re.DOTALL)
STATUS_FUNCTION = re.compile(r"\b(?:always|cancelled|failure|success)\(\)")

Contexts = Mapping[str, Any]


class ExpressionError(Exception):
    """Raised for an expression that the library rejects."""


class Expressions:
    """Evaluates expressions; ``status`` is that of the job or step so far: success or failure."""

    def __init__(self) -> None:
        node_module("@actions/expressions/dist/index.js")
        script = Path(__file__).with_name("expressions.mjs")
        self._node = subprocess.Popen(
            [find_node(), str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._node.communicate()

    def evaluate(self, text: str, contexts: Contexts, status: str = "success") -> tuple[Any, str]:
        """Return the value of one expression, and how it is written in a string."""
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        line = json.dumps({"text": text, "context": contexts, "status": status})
        self._node.stdin.write(f"{line}\n")
        self._node.stdin.flush()
        answer = json.loads(self._node.stdout.readline())
        if "error" in answer:
            raise ExpressionError(f"{text}: {answer['error']}")
        return answer["value"], answer["string"]

    def fill(self, value: Any, contexts: Contexts, status: str = "success") -> Any:
        """Replace the expressions of a value of the YAML; a text that is one expression becomes the value itself."""
        if isinstance(value, dict):
            return {name: self.fill(each, contexts, status) for name, each in value.items()}
        if isinstance(value, list):
            return [self.fill(each, contexts, status) for each in value]
        if not isinstance(value, str):
            return value
        if whole := EXPRESSION.fullmatch(value.strip()):
            return self.evaluate(whole.group(1), contexts, status)[0]
        return EXPRESSION.sub(lambda found: self.evaluate(found.group(1), contexts, status)[1], value)

    def fill_strings(self, values: Mapping[str, Any], contexts: Contexts) -> dict[str, str]:
        """Replace the expressions of variables and inputs, which are strings."""
        return {name: as_string(self.fill(each, contexts)) for name, each in values.items()}

    def holds(self, condition: Any, contexts: Contexts, status: str) -> bool:
        """Decide an ``if``: without a status function, only if everything before it succeeded."""
        if condition is None:
            return status == "success"
        text = str(condition)
        whole = EXPRESSION.fullmatch(text.strip())
        inner = whole.group(1) if whole else text
        if not STATUS_FUNCTION.search(inner):
            inner = f"success() && ({inner})"
        value, _ = self.evaluate(inner, contexts, status)
        return value not in (None, False, 0, "")


def as_string(value: Any) -> str:
    """Write a value as GitHub does."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
