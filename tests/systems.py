"""Marks for tests that need something of one kind of system."""

from __future__ import annotations

import sys

import pytest

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs shell scripts, signals or sessions of POSIX systems")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="needs programs or features of Linux")
