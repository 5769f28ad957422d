"""Generate the JSON Schemas (draft 2020-12) of files that other programs read or write from their classes.

``python -m rtcmatrix.report.schema`` regenerates ``docs/schemas``. The schemas allow unknown fields, as readers do
(docs/formats.md), and do not require fields that have a default.
"""

from __future__ import annotations

import ast
import dataclasses
import functools
import inspect
import json
import sys
import textwrap
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pydantic

from rtcmatrix import compare, model
from rtcmatrix.model import Json, Run
from rtcmatrix.report.forms.json_document import document
from rtcmatrix.report.forms.json_document.document import ComparedDifference, ReportComparison, ReportDocument
from rtcmatrix.runs.completeness import IncompleteRun
from rtcmatrix.runs.observations import Observations

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parents[3] / "docs" / "schemas"
"""Where they are published: in the source tree alone; ``rtcmatrix schema`` prints them anywhere."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class ComparisonDocument:
    """What ``rtcmatrix compare --format json`` writes."""

    format: int
    comparisons: tuple[ReportComparison, ...]
    only_before: tuple[str, ...]
    """Columns that only the run before has."""
    only_after: tuple[str, ...]
    unpaired: tuple[str, ...] = ()
    """Columns that were to be compared by milestone, and have no other of theirs."""
    differences: tuple[ComparedDifference, ...]
    incomplete: tuple[IncompleteRun, ...] = ()
    """The runs that are not complete, and what each lacks."""


SCHEMAS: Mapping[str, tuple[type[Any], str]] = {
    "run": (Run, "run.json and header.json in the folder of a run"),
    "report": (ReportDocument, "what report --format json writes"),
    "comparison": (ComparisonDocument, "what compare --format json writes"),
    "observations": (Observations, "observations saved by hand"),
}
"""Name -> the class, and which file it is."""


@functools.cache
def schema_text(name: str) -> str:
    """Return one schema as text."""
    cls, words = SCHEMAS[name]
    plain = pydantic.TypeAdapter(cls).json_schema()
    plain = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:rtcmatrix:schema:{name}:1",
        **plain,
        "title": f"rtcmatrix: {words}",
    }
    for each, shape in {**plain.get("$defs", {}), cls.__name__: plain}.items():
        _describe(shape, _classes().get(each))
    return json.dumps(plain, indent=2) + "\n"


def _classes() -> dict[str, type[Any]]:
    """Return every class that can occur, by name."""
    modules = (model, compare, document, sys.modules[__name__])
    return {name: each for module in modules for name, each in vars(module).items() if isinstance(each, type)}


def _describe(shape: dict[str, Json], cls: type[Any] | None) -> None:
    """Add what the class' author wrote below each field; leave out what pydantic says of every field."""
    if cls is None or issubclass(cls, (Enum, pydantic.BaseModel)):
        return
    shape["description"] = (cls.__doc__ or "").strip()
    words = _words(cls)
    for name, each in shape.get("properties", {}).items():
        each.pop("title", None)
        if name in words:
            each["description"] = words[name]


def _words(cls: type[Any]) -> dict[str, str]:
    """Read the strings below the fields of a class and of those it is made of."""
    found: dict[str, str] = {}
    for each in reversed(cls.__mro__[:-1]):
        [declared] = ast.parse(textwrap.dedent(inspect.getsource(each))).body
        assert isinstance(declared, ast.ClassDef)  # noqa: S101 - the source of a class
        for one, following in zip(declared.body, declared.body[1:], strict=False):
            if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and isinstance(following, ast.Expr):
                found[one.target.id] = " ".join(ast.literal_eval(following.value).split())
    return found


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in SCHEMAS:
        (FOLDER / f"{each}.schema.json").write_text(schema_text(each), encoding="utf-8", newline="\n")
