"""What an author writes in ``@check``, and what is read of it."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rtcmatrix import check
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.judge.check import is_check, read_check
from rtcmatrix.model import Check

SUITE = '''\
from rtcmatrix import check

@check("area/one.js", spec="https://example.org/#x", features=("api.X",), timeout=30)
def test_holds(facts):
    """It holds.

    More words.
    """
    assert facts["n"] == 1
'''


@pytest.fixture
def probes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # its time stamps do not show a change within a second
    (tmp_path / "probes" / "area").mkdir(parents=True)
    (tmp_path / "probes" / "area" / "one.js").write_text("// One.\n")
    return tmp_path / "probes"


def read(probes: Path, text: str) -> Check:
    """Read the check of a suite with this text."""
    file = probes.parent / "codecs.py"
    file.write_text(text)
    spec = importlib.util.spec_from_file_location("made_up_suite", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    [function] = [each for each in vars(module).values() if is_check(each)]
    return read_check(function, probes=probes)


def test_everything_that_was_declared_is_read(probes: Path) -> None:
    found = read(probes, SUITE)
    assert found == Check(
        id="codecs/holds",
        title="It holds.",
        probe="area/one.js",
        spec="https://example.org/#x",
        features=("api.X",),
        timeout=30,
        version=found.version,
        why="More words.",
    )
    assert len(found.version) == 16


def test_the_function_is_left_as_it_was() -> None:
    def judge(facts: dict[str, Any]) -> None:
        """Hold."""

    assert not is_check(judge)
    assert check("a/b.js", spec="https://example.org/")(judge) is judge
    assert is_check(judge)


@pytest.mark.parametrize("other", [None, 3, object(), len, Path])
def test_nothing_else_is_a_check(other: object) -> None:
    assert not is_check(other)


def test_something_that_answers_to_every_name_is_no_check() -> None:
    class Anything:
        def __getattr__(self, name: str) -> str:
            return name

    assert not is_check(Anything())


Change = Callable[[Path, str], str]


def edit_probe(probes: Path, text: str) -> str:
    (probes / "area" / "one.js").write_text("// One.\n// more\n")
    return text


def edit_import(probes: Path, text: str) -> str:
    (probes.parent / "lib" / "deeper.js").write_text("export const deeper = 2;\n")
    return text


def edit_another(probes: Path, text: str) -> str:
    (probes.parent / "lib" / "another.js").write_text("export const another = 2;\n")
    return text


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (lambda _, text: text + "\n# another line of the suite\n", True),
        (lambda _, text: text.replace("== 1", "== 2"), False),
        (lambda _, text: text.replace("It holds.", "It holds indeed."), True),
        (lambda _, text: text.replace("#x", "#y").replace("api.X", "api.Y"), True),
        (lambda _, text: text.replace("timeout=30", "timeout=31"), False),
        (edit_probe, False),
        (edit_import, False),
        (edit_another, True),
    ],
)
def test_the_version_follows_the_probe_and_the_function_and_nothing_else(
    probes: Path, change: Change, same: bool
) -> None:
    lib = probes.parent / "lib"
    lib.mkdir()
    (probes / "area" / "one.js").write_text('// One.\nimport {\n  part,\n} from "../../lib/part.js";\n')
    (lib / "part.js").write_text('import { deeper } from "./deeper.js";\nexport const part = deeper;\n')
    (lib / "deeper.js").write_text('import { part } from "./part.js";\nexport const deeper = () => part;\n')
    (lib / "another.js").write_text("export const another = 1;\n")
    before = read(probes, SUITE).version
    assert (read(probes, change(probes, SUITE)).version == before) == same


def test_a_probe_that_is_not_there_is_named(probes: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read(probes, SUITE.replace("one.js", "two.js"))
    assert str(caught.value) == (
        f'codecs.py: test_holds: no probe "area/two.js" in {probes}; name a file below that folder'
    )


@pytest.mark.parametrize(
    "outside",
    ["../secret.js", "area/../../secret.js", "area/../area/one.js", "area//one.js", "./area/one.js", "area", ""],
)
def test_a_probe_is_a_file_below_its_folder(probes: Path, outside: str) -> None:
    (probes.parent / "secret.js").write_text("// Secret.\n")
    with pytest.raises(ConfigurationError, match="name a file below that folder"):
        read(probes, SUITE.replace("area/one.js", outside))


@pytest.mark.parametrize("title", ["", "   ", "\n"])
def test_a_check_without_a_title_is_refused(probes: Path, title: str) -> None:
    text = f'from rtcmatrix import check\n\n@check("area/one.js", spec="x")\ndef test_a(facts):\n    """{title}"""\n'
    with pytest.raises(ConfigurationError, match=r"codecs\.py: test_a: a check needs a docstring"):
        read(probes, text)
