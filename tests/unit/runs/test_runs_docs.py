"""docs/formats.md names every field that reaches a file."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from rtcmatrix import model
from rtcmatrix.compare import Comparison, Shared, Side
from rtcmatrix.report.forms.json_document import document

FORMATS = (Path(__file__).parents[3] / "docs" / "formats.md").read_text()
WRITTEN = [
    each
    for each in vars(model).values()
    if isinstance(each, type) and dataclasses.is_dataclass(each) and each not in {model.Cell, model.Build}
]


@pytest.mark.parametrize("cls", [*WRITTEN, Side, Shared])
def test_every_field_is_described(cls: type) -> None:
    assert dataclasses.is_dataclass(cls)
    missing = [each.name for each in dataclasses.fields(cls) if f"`{each.name}`" not in FORMATS]
    assert missing == []


@pytest.mark.parametrize("words", [model.Status, model.Outcome, model.Fault, model.Level, model.Kind])
def test_every_word_is_described(words: type[model.Status]) -> None:
    assert [word.value for word in words if f"`{word.value}`" not in FORMATS] == []


def test_a_class_has_a_table_with_each_of_its_fields() -> None:
    tables = {found.group(1): found.group(2) for found in re.finditer(r"\*\*(\w+)\*\*.*\n\n((?:\|.*\n)+)", FORMATS)}
    for cls in (model.BrowserSpec, model.Provenance, model.Check, model.Evidence, model.Result, model.Timing):
        rows = re.findall(r"^\| `(\w+)`", tables[cls.__name__], flags=re.MULTILINE)
        assert rows == [each.name for each in dataclasses.fields(cls)]


@pytest.mark.parametrize(
    "cls",
    [each for each in vars(document).values() if isinstance(each, type) and each.__module__ == document.__name__],
)
def test_the_document_of_a_report_is_described(cls: type) -> None:
    assert dataclasses.is_dataclass(cls)
    [section] = re.findall(r"## `report --format json`\n(.*?)\n## ", FORMATS, flags=re.DOTALL)
    own = [each.name for each in dataclasses.fields(cls) if each.name in vars(cls).get("__annotations__", {})]
    assert [name for name in own if f"`{name}`" not in section] == []


def test_a_comparison_is_described_but_for_what_only_reports_use() -> None:
    written = {each.name for each in dataclasses.fields(Comparison)} - {"equal"}
    assert [name for name in sorted(written) if f"`{name}`" not in FORMATS] == []
