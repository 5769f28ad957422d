"""The JSON report and the published schemas: real shapes pass, and nothing is written that a schema does not name."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any, get_args, get_type_hints

import jsonschema
import pytest
from hostile_cells import SHORT, hostile_cells
from made_up_calls import with_calls
from made_up_run import ESR, OLD, STABLE, evidence, large, three_browsers

from rtcmatrix.cli import main
from rtcmatrix.compare import columns_of
from rtcmatrix.model import Evidence, Json, Outcome, Run, Status
from rtcmatrix.report.forms.json_document.render import render
from rtcmatrix.report.forms.shared.material import material_of
from rtcmatrix.report.schema import FOLDER, SCHEMAS, schema_text
from rtcmatrix.runs import create_run_dir, to_json, write_header, write_run

VERSIONS = "https://json-schema.org/draft/2020-12/schema"


def repeated() -> Run:
    """A run with a flaky check, a noisy fact and a metric over three repeats."""
    base = three_browsers()
    again = [
        evidence("permissions/query.js", STABLE, {"camera": "granted", "n": n}, repeat=n, metrics={"ms": 10.5 + n})
        for n in range(3)
    ]
    first, *rest = base.results
    flaky = dataclasses.replace(
        first, outcome=Outcome.FLAKY, repeats=(Status.PASS, Status.FAIL, Status.PASS), message="late"
    )
    others = [each for each in base.evidence if (each.probe, each.browser) != ("permissions/query.js", STABLE)]
    return dataclasses.replace(base, results=(flaky, *rest), evidence=(*others, *again))


RUNS = {
    "made up": three_browsers(),
    "repeated": repeated(),
    "hostile": hostile_cells(SHORT),
    "large": large(5, 300, 10),
    "calls": with_calls(),
}


def strict(name: str) -> dict[str, Any]:
    """A schema that also refuses what it does not name: writers must say all they write."""
    schema: dict[str, Any] = json.loads(schema_text(name))
    for shape in (schema, *schema.get("$defs", {}).values()):
        if "properties" in shape:
            shape["additionalProperties"] = False
            shape["required"] = [key for key in shape["properties"] if key != "stack"]
    return schema


def report(run: Run, against: Run | None = None) -> dict[str, Any]:
    earlier = columns_of(against) if against else ()
    [(name, text)] = render(material_of([(Path("run"), run)], against=earlier)).items()
    assert name == "report.json"
    found = json.loads(text)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_is_published_as_it_is(name: str) -> None:
    schema = json.loads(schema_text(name))
    assert schema["$schema"] == VERSIONS
    jsonschema.Draft202012Validator.check_schema(schema)
    assert (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8") == schema_text(name), (
        "write it anew by python -m rtcmatrix.report.schema"
    )


def test_no_other_schema_is_published() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.schema.json" for name in SCHEMAS}


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_command_prints_it(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", name]) == 0
    assert capsys.readouterr().out == schema_text(name)


def properties(name: str, cls: type) -> dict[str, Json]:
    schema = json.loads(schema_text(name))
    found = schema["properties"] if SCHEMAS[name][0] is cls else schema["$defs"][cls.__name__]["properties"]
    assert isinstance(found, dict)
    return found


def parts(cls: Any, seen: set[type]) -> set[type]:
    """Every dataclass that a class holds."""
    if dataclasses.is_dataclass(cls) and isinstance(cls, type) and cls not in seen:
        seen.add(cls)
        for each in get_type_hints(cls).values():
            parts(each, seen)
    for each in get_args(cls):
        parts(each, seen)
    return seen


@pytest.mark.parametrize("name", [each for each in SCHEMAS if each != "observations"])
def test_every_field_of_every_class_is_in_its_schema(name: str) -> None:
    for cls in parts(SCHEMAS[name][0], set()):
        assert list(properties(name, cls)) == [each.name for each in dataclasses.fields(cls)], cls


def test_fields_carry_what_their_author_wrote() -> None:
    told = properties("run", Evidence)
    assert (
        told["unsupported"]["description"]
        == "The feature that the browser lacks (``RTCRtpScriptTransform``), as the probe reports it."
    )


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_a_report_holds_to_its_schema(run: Run) -> None:
    jsonschema.validate(report(run), strict("report"))


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_a_run_holds_to_its_schema(run: Run, tmp_path: Path) -> None:
    folder = create_run_dir(tmp_path, tmp_path / "run")
    write_header(folder, run)
    write_run(folder, run)
    for name in ("run.json", "header.json"):
        jsonschema.validate(json.loads((folder / name).read_text()), strict("run"))


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_a_comparison_holds_to_its_schema(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = create_run_dir(tmp_path, tmp_path / "run")
    write_run(folder, run)
    assert main(["compare", str(folder), "--format", "json"]) == 1
    schema = strict("comparison")
    for shape in (schema, schema["$defs"]["ReportComparison"]):
        shape["required"] = [key for key in shape["properties"] if "default" not in shape["properties"][key]]
    jsonschema.validate(json.loads(capsys.readouterr().out), schema)


def test_observations_hold_to_their_schema() -> None:
    document = {
        "format": 1, "kind": "observations", "userAgent": "Mozilla/5.0", "platform": "",
        "savedAt": "2026-01-02T03:04:05Z", "architecture": None, "brave": False,
        "brands": [{"brand": "Opera", "version": "124.0"}],
        "records": {"a/b.js": {"facts": {"x": 1}, "metrics": {}, "notes": {}, "unsupported": None, "fault": None,
                               "message": None, "duration": 0.1, "console": [{"level": "log", "text": "t"}]}},
    }  # fmt: skip
    jsonschema.validate(document, strict("observations"))
    with pytest.raises(jsonschema.ValidationError, match="is not one of"):
        jsonschema.validate(
            {**document, "records": {"a.js": {"fault": "tired"}}}, json.loads(schema_text("observations"))
        )


def test_a_schema_refuses_another_type_and_takes_what_older_files_lack() -> None:
    run: dict[str, Any] = to_json(three_browsers())
    schema = json.loads(schema_text("run"))
    del run["results"][0]["repeats"]
    jsonschema.validate(run, schema)
    run["results"][0]["status"] = "FINE"
    with pytest.raises(jsonschema.ValidationError, match="FINE"):
        jsonschema.validate(run, schema)


def test_the_document_contains_columns_results_and_differences() -> None:
    told = report(three_browsers())
    assert [(each["address"], each["label"], each["launched"]["version"]) for each in told["columns"]] == [
        (STABLE, "Chromium 156", "156.0.8078.79"),
        (OLD, "Chromium 150", "150.0.7871.12"),
        (ESR, "Firefox 153", "153.0.2"),
    ]  # fmt: skip
    assert [each["browser"] for each in told["results"] if each["column"] == 2] == [ESR] * 14
    assert sum(each["differences"] for each in told["comparisons"]) == len(told["differences"])
    [row] = [each for each in told["rows"] if each["path"] == "settings.displaySurface"]
    assert row["groups"] == [
        {"columns": [0, 1], "value": "monitor", "absent": False}, {"columns": [2], "value": None, "absent": True},
    ]  # fmt: skip


def test_metrics_and_noise_are_judged_by_repeats() -> None:
    told = report(repeated())
    assert told["metrics"] == [
        {"column": 0, "probe": "permissions/query.js", "repeats": [{"ms": 10.5}, {"ms": 11.5}, {"ms": 12.5}]}
    ]
    assert told["noise"] == [
        {"column": 0, "probe": "permissions/query.js", "paths": ["n"], "ends": False, "repeats": 3}
    ]


def test_a_run_against_another_names_it() -> None:
    told = report(dataclasses.replace(repeated(), id="later"), against=three_browsers())
    assert told["against"] == three_browsers().id
    assert [(each["before"]["run"], each["after"]["run"]) for each in told["comparisons"]] == [
        (three_browsers().id, "later")
    ] * 3
