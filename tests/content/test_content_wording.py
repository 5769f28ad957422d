"""Titles of checks and probes name the API; documents, report templates and comments use the terms of the field."""

from __future__ import annotations

from pathlib import Path

import pytest
from wording import (
    docstrings_with_vague_verb,
    names_something,
    prose_of_markdown,
    prose_of_python,
    prose_of_template,
    prose_words_not_used,
    words_not_used,
)

from rtcmatrix.gather.probes import Probe, read_catalog
from rtcmatrix.model import Check
from rtcmatrix.runner.catalog import read_checks

ROOT = Path(__file__).parents[2]
PROBES = list(read_catalog(ROOT / "pages" / "probes").values())
EXCEPTIONS: dict[str, str] = {}
"""Check -> why its title names no identifier."""
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
TEMPLATES = sorted((ROOT / "reports" / "templates").glob("*.html"))
LINTED = (
    "*.py",
    *(
        f"{name}/*.py"
        for name in (
            "browsers",
            "commands",
            "compare",
            "judge",
            "kinds",
            "matrix",
            "model",
            "peer",
            "providers",
            "runner",
            "runs",
        )
    ),
    "gather/**/*.py",
    "report/**/*.py",
)
"""Modules of ``src/rtcmatrix`` whose docstrings and comments are checked; other packages are added when they are
reworded."""
SOURCES = [
    ROOT / "rtc",
    *sorted((ROOT / "benchmarks").glob("*.py")),
    *sorted(file for pattern in LINTED for file in (ROOT / "src" / "rtcmatrix").glob(pattern)),
]
PROSE_EXCEPTIONS: dict[tuple[str, str], str] = {
    ("benchmarks/pictures.py", "pictures"): "the usage has the name of the file",
}
"""(File, word) -> why the word is correct there."""


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def not_excepted(path: Path, words: list[str]) -> list[str]:
    return [word for word in words if (relative(path), word) not in PROSE_EXCEPTIONS]


@pytest.mark.parametrize("check", read_checks(ROOT), ids=lambda check: check.id)
def test_a_title_names_the_api_in_the_words_of_the_field(check: Check) -> None:
    assert words_not_used(f"{check.title} {check.why}") == []
    assert check.id in EXCEPTIONS or names_something(check.title), check.title
    assert check.basis == "MUST", "every shipped check says by which word of its section it judges"
    assert check.why, "the second sentence says what breaks in a product"


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.path)
def test_the_title_of_a_probe_names_the_api_too(probe: Probe) -> None:
    assert words_not_used(probe.title) == []
    assert names_something(probe.title), probe.title


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Whoever has no key sees no pictures.", ["whoever", "pictures"]),
        ("`pictures` is a member.", []),
        ("The stoldier", []),
    ],
)
def test_the_lint_finds_words(text: str, words: list[str]) -> None:
    assert words_not_used(text) == words


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("A receiver tells who speaks.", False),
        ("getSynchronizationSources() returns audioLevel.", True),
        ("`active` stops a layer.", True),
        ("ICE restarts.", True),
        ("Nice restarts.", False),
        ("Audio is silent after an RTCRtpSender is stopped.", True),
        ("The stream rejects with OverconstrainedError.", True),
    ],
)
def test_the_lint_finds_names(title: str, names: bool) -> None:
    assert names_something(title) is names


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_a_document_uses_the_terms_of_the_field(path: Path) -> None:
    assert not_excepted(path, prose_words_not_used(prose_of_markdown(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_a_report_template_uses_the_terms_of_the_field(path: Path) -> None:
    assert not_excepted(path, prose_words_not_used(prose_of_template(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_docstrings_and_comments_use_the_terms_of_the_field(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    found = {line: not_excepted(path, prose_words_not_used(text)) for line, text in prose_of_python(source)}
    assert {line: words for line, words in found.items() if words} == {}
    assert docstrings_with_vague_verb(source) == []


def test_every_exception_is_needed() -> None:
    for (name, word), reason in PROSE_EXCEPTIONS.items():
        assert reason
        assert word in (ROOT / name).read_text(encoding="utf-8"), f"{name} no longer contains {word}"


SOURCE = '''"""Tells who is there."""
LIMIT = 3  # nobody waits
"""Told once
more; ``told`` is code."""


def ask() -> str:
    """Say it."""
    # One line, put
    # together from two
    return "whoever"
'''


def test_the_lint_reads_docstrings_and_comments_of_python_and_no_code() -> None:
    found = {line: prose_words_not_used(text) for line, text in prose_of_python(SOURCE)}
    assert found == {1: ["tells"], 2: ["nobody"], 3: ["told", "once more"], 8: [], 9: ["put together"]}
    assert docstrings_with_vague_verb(SOURCE) == [8]


def test_the_lint_reads_the_text_of_markdown_and_no_code() -> None:
    text = "Whoever [reads](whoever.md) `told`.\n\n```sh\nwhoever\n```\n\n    whoever\n\nA wish.\n"
    assert prose_words_not_used(prose_of_markdown(text)) == ["whoever", "wish"]


def test_the_lint_reads_the_visible_text_of_a_template() -> None:
    text = (
        '<p class="told" aria-label="Told who">{% if told %}{{ row(told, "Nobody knows") }}{% endif %} beside</p>'
        "<style>.told {}</style>"
    )
    assert prose_words_not_used(prose_of_template(text)) == ["told", "nobody", "beside"]
