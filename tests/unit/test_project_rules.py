"""Project rules that no linter covers: module names and length, printing, links between documents, decisions."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from rtcmatrix.judge.check import is_check

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "src" / "rtcmatrix").rglob("*.py"))
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
WORDS_NOT_USED = {
    "common",
    "data",
    "handler",
    "helper",
    "helpers",
    "info",
    "job",
    "manager",
    "scenario",
    "util",
    "utils",
}
PRINTERS = {"print", "click.echo", "click.secho", "echo", "Console", "rich.print", "Console.print", "pprint"}
LONGEST_MODULE = 12 * 1024


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_module_opens_with_a_sentence_and_stays_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module opens with one sentence on what it does"
    assert len(text) <= LONGEST_MODULE, f"{len(text)} characters; split it where a second thing begins"


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_file_is_named_for_what_it_holds(path: Path) -> None:
    others_names = path.stem.replace("selenium_manager", "")  # that is what it is called
    assert WORDS_NOT_USED.isdisjoint(others_names.split("_"))


def prints(module: ast.Module) -> list[int]:
    """The lines that print, or make a console that does."""
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in PRINTERS or re.fullmatch(r"(sys\.)?(stdout|stderr)(\.buffer)?\.write", called):
                found.append(node.lineno)
    return found


@pytest.mark.parametrize("path", [each for each in MODULES if each.name != "terminal.py"], ids=relative)
def test_only_one_module_prints(path: Path) -> None:
    assert prints(ast.parse(path.read_text(encoding="utf-8"))) == [], (
        "print by rtcmatrix.terminal: it lets no control character out"
    )


def test_what_prints_is_found() -> None:
    module = (
        "import sys\nclick.echo(1)\nsys.stderr.write(2)\nprint(3)\nself._console.print(4)\nsys.stdout.buffer.write(5)\n"
    )
    assert prints(ast.parse(module)) == [2, 3, 4, 6]


def headings(path: Path) -> set[str]:
    """The anchors of a document, as the usual renderers make them."""
    titles = re.findall(r"^#+ +(.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_a_link_to_a_file_leads_to_it(path: Path) -> None:
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (path.parent / name) if name else path
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in headings(file)):
            broken.append(target)
    assert broken == []


def test_the_checks_of_the_guide_judge_as_it_says() -> None:
    [code] = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "writing-a-check.md").read_text(), flags=re.DOTALL)
    suite: dict[str, Any] = {}
    exec(compile(code, "writing-a-check.md", "exec"), suite)
    checks = [each for each in suite.values() if is_check(each)]
    numbers = list(range(100))
    for one in checks:
        one({"ordered": True, "received": numbers})
        with pytest.raises(AssertionError):
            one({"ordered": False, "received": numbers[::-1]})
    assert len(checks) == 2


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=relative)
def test_a_decision_has_its_three_parts(path: Path) -> None:
    assert re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE) == [
        "Context",
        "Decision",
        "Consequences",
    ]
