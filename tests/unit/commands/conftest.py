"""What tests of commands share: a kept run of three browsers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kept_runs import kept
from made_up_run import three_browsers

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run(tmp_path: Path) -> str:
    return kept(tmp_path, three_browsers())
