"""Generate the JSON Schema of matrix.yaml, which editors read, from the models of ``form``.

``python -m rtcmatrix.matrix.schema`` updates the committed schema.
"""

from __future__ import annotations

import json
from pathlib import Path

from rtcmatrix.matrix.form import MatrixFile

SCHEMA_FILE = Path(__file__).with_name("matrix.schema.json")


def schema_text() -> str:
    """Return the schema as text."""
    shown = {"$schema": "https://json-schema.org/draft/2020-12/schema", **MatrixFile.model_json_schema(by_alias=True)}
    return json.dumps(shown, indent=2) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
