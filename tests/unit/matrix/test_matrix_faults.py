"""Faults of a matrix.yaml are reported all at once, each with its line."""

import re
from pathlib import Path

import pytest
from made_up_matrices import BAD, complaint


@pytest.mark.parametrize("name", BAD)
def test_a_fault_is_reported_with_its_line(tmp_path: Path, name: str) -> None:
    text, expected = BAD[name]
    assert complaint(tmp_path, text) == [expected]


def test_all_faults_are_reported_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = """\
version: 3
browsers:
  - name: chrome
    channels: [canry, stable, stabel]
    headles: true
  - name: opera
  - {name: edge, channels: [beta, beta]}
limits: {lanes: none}
"""
    told = complaint(tmp_path, text)
    places = [re.sub(r"^matrix\.yaml:(\d+): (\S+):.*", r"\1 \2", line) for line in told]
    assert places == [
        "1 version",
        "4 browsers[0].channels[0]",
        "4 browsers[0].channels[2]",
        "5 browsers[0].headles",
        "6 browsers[1]",
        "6 browsers[1].name",
        "7 browsers[2].channels[1]",
        "8 limits.lanes",
    ]
