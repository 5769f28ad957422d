"""What leaves for a terminal, and commands to copy: nothing in them that a terminal obeys or a reader does not see."""

from __future__ import annotations

import io
import shlex
import unicodedata

import pytest
from hostile_run import HOSTILE
from rich.table import Table
from rich.text import Text

from rtcmatrix.shell import command_line, quoted
from rtcmatrix.terminal import Terminal, say
from rtcmatrix.visible import is_hidden

OSC_8 = "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\"


@pytest.mark.parametrize("text", [*HOSTILE, OSC_8, "\r\x1b[2K\x1b[1A"])
@pytest.mark.parametrize("err", [False, True])
def test_what_is_said_can_move_no_cursor(capsys: pytest.CaptureFixture[str], text: str, err: bool) -> None:
    say(f"<{text}>", err=err)
    out, other = capsys.readouterr()[:: -1 if err else 1]
    assert other == ""
    assert out.startswith("<")
    assert not [letter for letter in out if is_hidden(letter) and letter != "\n"]


def test_a_console_shows_strangers_text_and_keeps_its_own_colors() -> None:
    written = io.StringIO()
    console = Terminal(file=written, force_terminal=True, color_system="standard", width=200)
    table = Table(box=None)
    table.add_column("a")
    table.add_row(Text(OSC_8, style="red"))
    console.print(table)
    console.print(Text("\u202eabc"), "\x9b31m", markup=False)
    text = written.getvalue()
    assert "\x1b[31m" in text, "colors are ours"
    assert "\\u001b]8;;https://evil.example" in text
    assert "\\u202eabc" in text
    assert "\\u009b31m" in text
    assert not [each for each in text if unicodedata.category(each) in {"Cc", "Cf"} and each not in "\n\x1b"]


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("plain", "plain"),
        ("two words", "'two words'"),
        ("$(id)", "'$(id)'"),
        ("a\x1b[31m'b\\", "$'a\\033[31m\\'b\\\\'"),
        ("line\nbreak", "$'line\\012break'"),
        ("\u202egnp", "$'\\u202egnp'"),
        ("\U000e0041", "$'\\U000e0041'"),
        ("\udcff", "$'\\xff'"),
    ],
)
def test_an_argument_is_quoted_on_one_visible_line(word: str, written: str) -> None:
    assert quoted(word) == written


def test_without_control_characters_any_shell_reads_it() -> None:
    words = ["a b", "it's", "*", ""]
    assert shlex.split(command_line(words)) == words
