"""Stage 1: matrix.yaml, from its text to the browsers that are wanted. Finds and starts nothing."""

from __future__ import annotations

from rtcmatrix.matrix.expand import call_pairs
from rtcmatrix.matrix.form import PAIRS
from rtcmatrix.matrix.limits import Limits
from rtcmatrix.matrix.load import FILE_NAME, Matrix, find_matrix, load_matrix
from rtcmatrix.matrix.selection import matches, select_browsers, split_patterns

__all__ = [
    "FILE_NAME",
    "PAIRS",
    "Limits",
    "Matrix",
    "call_pairs",
    "find_matrix",
    "load_matrix",
    "matches",
    "select_browsers",
    "split_patterns",
]
