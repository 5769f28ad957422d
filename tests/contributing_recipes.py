"""The recipes of CONTRIBUTING.md as changes to a copy of the repository, one function for each row of the table.

A recipe yields before its last step: what it has changed by then must make a test fail that the row names.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from project_copy import ProjectCopy

AREA = "data_channel"
SUITE = f"suites/{AREA}/channel_options.py"
PROBE = f"{AREA}/ordered.js"
SAMPLES = "tests/content/samples"
KINDS = "src/rtcmatrix/kinds"
STAGES = "src/rtcmatrix/gather/stages"
PROVIDERS = "src/rtcmatrix/providers"
FORMS = "src/rtcmatrix/report/forms"
COMMANDS = "src/rtcmatrix/commands"
COMMAND_TABLE = "src/rtcmatrix/cli.py"
MATRIX_FORM = "src/rtcmatrix/matrix/form.py"
OUTPUTS = "docs/outputs.md"

Steps = Iterator[None]


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """A row of the table."""

    steps: Callable[[ProjectCopy], Steps]
    """Changes the copy; yields once, before its last step."""
    forgotten: tuple[str, ...]
    """Arguments of pytest: the test that fails without the last step, and passes with it."""
    complete: tuple[tuple[str, ...], ...] = ()
    """Further tests that pass when all is done."""


CHECK = '''

# "boolean ordered = true;"
@check("{probe}", spec=f"{{INIT}}-ordered", basis="MUST", features=(f"{{CHANNEL}}.ordered",))
def test_{name}(facts: Facts) -> None:
    """`createDataChannel()` throws no error for recipe {number}.

    Chats break when a channel cannot be created.
    """
    expect(facts.get("recipe"), "createDataChannel() error").equals(None)
'''


def _write_check(project: ProjectCopy, probe: str, name: str, number: int) -> None:
    project.append(SUITE, CHECK.format(probe=probe, name=name, number=number))


def add_check_on_existing_facts(project: ProjectCopy) -> Steps:
    """Append a function to a suite, then its line to the sample of the probe."""
    _write_check(project, PROBE, "recipe_one", 1)
    yield

    def fail_it(sample: Any) -> None:
        sample["fail"][f"{AREA}/recipe_one"] = {"recipe": "OperationError"}

    project.edit_json(f"{SAMPLES}/{PROBE.removesuffix('.js')}.json", fail_it)


def add_check_with_new_facts(project: ProjectCopy) -> Steps:
    """Write a probe, a check and a sample, then write the catalog."""
    project.create(
        f"pages/probes/{AREA}/recipe.js",
        "// Creates an RTCDataChannel for a recipe.\n"
        "// https://w3c.github.io/webrtc-pc/#dom-peerconnection-createdatachannel\n"
        "export default async () => ({ facts: { recipe: null } });\n",
    )
    _write_check(project, f"{AREA}/recipe.js", "recipe_two", 2)
    project.create(
        f"{SAMPLES}/{AREA}/recipe.json",
        json.dumps({"pass": {"recipe": None}, "fail": {f"{AREA}/recipe_two": {"recipe": "OperationError"}}}),
    )
    yield
    done = project.run("rtcmatrix", "probes", "--write")
    assert done.returncode == 0, done.stderr


def add_browser(project: ProjectCopy) -> Steps:
    """Describe a browser in a file of the table, list it, then write the schema of the matrix."""
    project.create(
        f"{KINDS}/recipe.py",
        '"""Recipe, a browser of the Chromium family."""\n\n'
        "from __future__ import annotations\n\n"
        "from rtcmatrix.kinds.kind import BrowserKind, Channel, Family\n\n"
        "KIND = BrowserKind(\n"
        '    name="recipe",\n    brand="Recipe",\n    family=Family.CHROMIUM,\n    maker="Recipe",\n'
        '    agent_tokens=("Recipe",),\n    driver="chromedriver",\n'
        '    channels=(Channel(name="stable", programs=("recipe",)),),\n'
        '    version_names=("Recipe",),\n    command="recipe",\n)\n',
    )
    table = f"{KINDS}/__init__.py"
    project.insert_after(table, "from rtcmatrix.kinds import chrome, chromium, edge, firefox", ", recipe")
    project.insert_after(table, '    "firefox": firefox.KIND,\n', '    "recipe": recipe.KIND,\n')
    yield
    _write_matrix_schema(project)


def add_stage(project: ProjectCopy) -> Steps:
    """Write a file of the room, then list it."""
    project.create(
        f"{STAGES}/recipe.py",
        '"""Stage ``recipe``: the usual one."""\n\n'
        "from __future__ import annotations\n\n"
        "from collections.abc import Iterator\n"
        "from contextlib import contextmanager\n"
        "from pathlib import Path\n\n"
        "from rtcmatrix.gather.stage_parts.prepared import PreparedStage\n\n\n"
        "@contextmanager\ndef prepare(folder: Path, port: int) -> Iterator[PreparedStage]:\n"
        '    """Prepare nothing."""\n    yield PreparedStage()\n',
    )
    yield
    project.insert_after(f"{STAGES}/__init__.py", "from rtcmatrix.gather.stages import ", "recipe, ")
    table = "STAGES: dict[str, PrepareStage] = {\n"
    project.insert_after(f"{STAGES}/__init__.py", table, '    "recipe": recipe.prepare,\n')


def add_provider(project: ProjectCopy) -> Steps:
    """Write a file of the room and let the matrix accept its name, then list it."""
    project.create(
        f"{PROVIDERS}/recipe.py",
        '"""Provides nothing."""\n\n'
        "from __future__ import annotations\n\n"
        "from collections.abc import Callable\n\n"
        "from rtcmatrix.matrix import DEFAULT_SETTINGS, ProviderSettings\n"
        "from rtcmatrix.model import BrowserSpec, Build\n"
        "from rtcmatrix.providers.refusal import NotProvided\n\n\n"
        "def provide(\n"
        "    spec: BrowserSpec,\n    *,\n    install: bool,\n    say: Callable[[str], None],\n"
        "    settings: ProviderSettings = DEFAULT_SETTINGS,\n) -> Build:\n"
        '    """Refuse."""\n    raise NotProvided("a recipe has no builds")\n',
    )
    project.insert_after(MATRIX_FORM, '"debian"', ', "recipe"')
    _write_matrix_schema(project)
    yield
    table = f"{PROVIDERS}/__init__.py"
    project.insert_after(table, "from rtcmatrix.providers import debian, installed, ", "recipe, ")
    project.insert_after(table, '    "debian": debian,\n', '    "recipe": recipe,\n')


def add_form(project: ProjectCopy) -> Steps:
    """Write a file of the room and list it, then describe it."""
    project.create(
        f"{FORMS}/recipe.py",
        '"""The report as a number: how many runs it is about."""\n\n'
        "from __future__ import annotations\n\n"
        "from typing import TYPE_CHECKING\n\n"
        "from rtcmatrix.report.forms.shared.text_form import TextForm\n\n"
        "if TYPE_CHECKING:\n"
        "    from collections.abc import Mapping\n\n"
        "    from rtcmatrix.report.forms.shared.material import Material\n\n\n"
        "def render(material: Material) -> Mapping[str, str]:\n"
        '    """Count the runs."""\n    return {"recipe.txt": f"{len(material.runs)}\\n"}\n\n\n'
        'FORM = TextForm(name="recipe", render=render)\n',
    )
    table = f"{FORMS}/__init__.py"
    project.insert_after(table, "rtcmatrix.report.forms import github, html_file, html_site", ", recipe")
    project.insert_after(table, "FORMS: Mapping[str, Form] = {\n", '    "recipe": recipe.FORM,\n')
    yield
    project.insert_after(
        OUTPUTS,
        "| `html` | people: the whole report | a folder of pages | `rtcmatrix report RUN...` |\n",
        "| `recipe` | tests | `recipe.txt` | `rtcmatrix report RUN --format recipe` |\n",
    )


def add_command(project: ProjectCopy) -> Steps:
    """Write a file of the room, then list it."""
    project.create(
        f"{COMMANDS}/recipe.py",
        '"""``rtcmatrix recipe``: nothing."""\n\n'
        "from __future__ import annotations\n\n"
        "import click\n\n"
        "from rtcmatrix.terminal import say\n\n\n"
        '@click.command()\ndef command() -> None:\n    """Print one word."""\n    say("done")\n',
    )
    yield
    project.insert_after(COMMAND_TABLE, "COMMANDS = {\n", '    "recipe": "rtcmatrix.commands.recipe",\n')


def _write_matrix_schema(project: ProjectCopy) -> None:
    done = project.run("rtcmatrix.matrix.schema")
    assert done.returncode == 0, done.stderr


def _of_check(name: str) -> tuple[tuple[str, ...], ...]:
    return (("tests/content/test_content_wording.py", "-k", name),)


ROOMS = ("tests/unit/test_rooms.py",)
KINDS_TABLE = ("tests/unit/kinds/test_kinds_table.py",)
SCHEMA = ("tests/unit/matrix/test_matrix_schema.py",)

RECIPES: Mapping[str, Recipe] = {
    "add a check on facts that exist": Recipe(
        steps=add_check_on_existing_facts,
        forgotten=("tests/content/test_content.py", "-k", "recipe_one"),
        complete=_of_check("recipe_one"),
    ),
    "add a check with new facts": Recipe(
        steps=add_check_with_new_facts,
        forgotten=("tests/content/test_content_probes.py", "-k", "catalog"),
        complete=(*_of_check("recipe_two or recipe.js"), ("tests/content/test_content.py", "-k", "recipe_two")),
    ),
    "add a browser": Recipe(steps=add_browser, forgotten=SCHEMA, complete=(ROOMS, KINDS_TABLE)),
    "add a stage": Recipe(steps=add_stage, forgotten=ROOMS),
    "add a provider": Recipe(steps=add_provider, forgotten=ROOMS, complete=(SCHEMA,)),
    "add a form of report": Recipe(
        steps=add_form,
        forgotten=("tests/unit/commands/test_commands_report.py", "-k", "table_of_outputs"),
        complete=(ROOMS,),
    ),
    "add a command": Recipe(steps=add_command, forgotten=("tests/unit/test_cli_table.py", "-k", "the_table or recipe")),
}
"""First cell of a row -> what it says to do."""
