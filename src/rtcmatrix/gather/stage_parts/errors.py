"""The errors that preparing a stage may raise."""

from __future__ import annotations


class MissingRequirement(Exception):  # noqa: N818 - no error: the machine may be set up without it
    """The machine lacks something that a stage needs; the message says what and how to install it."""


class StageStartError(Exception):
    """Something that a stage needs is installed and does not start. Neither a fault of the browser nor missing."""
