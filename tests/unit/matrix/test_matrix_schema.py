"""The schema of matrix.yaml is the generated one, and says what the reader says."""

import json
from pathlib import Path

import jsonschema
import yaml
from made_up_matrices import BAD, GOOD

from rtcmatrix.matrix.schema import SCHEMA_FILE, schema_text


def test_the_committed_schema_is_the_generated_one() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), (
        "the schema is stale: run `python -m rtcmatrix.matrix.schema`"
    )


def test_the_schema_and_the_reader_agree(tmp_path: Path) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema_text()))
    validator.check_schema(validator.schema)
    assert validator.is_valid(yaml.safe_load(GOOD))
    for name in (
        "misspelt channel",
        "misspelt browser",
        "misspelt field",
        "neither channels nor versions",
        "no lane",
        "two ways to pair",
        "a mirror of a browser that has none",
        "a mirror without URL",
        "a mirror by another protocol",
        "a mirror with a query",
    ):
        assert not validator.is_valid(yaml.safe_load(str(BAD[name][0]))), name
