"""Commands to copy: bash reads back the words they were built from."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtcmatrix.shell import command_line
from rtcmatrix.visible import is_hidden

pytestmark = pytest.mark.slow


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@settings(derandomize=True, max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), max_size=8))
def test_bash_reads_the_words_that_were_meant(words: list[str]) -> None:
    line = command_line(["printf", "%s\\0", *words])
    assert line.isprintable() or not any(map(is_hidden, line))
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=True, env={"LC_ALL": "C.UTF-8"})
    assert done.stdout.decode().split("\0")[:-1] == (words or [""])
