"""Stage 1: read matrix.yaml and expand it to the requested browsers. Looks for no browser and starts none."""

from __future__ import annotations

from rtcmatrix.matrix.calls import call_pairs, check_entries
from rtcmatrix.matrix.limits import Limits
from rtcmatrix.matrix.load import FILE_NAME, Matrix, find_matrix, load_matrix
from rtcmatrix.matrix.provider_settings import DEFAULT_SETTINGS, Mirror, ProviderSettings
from rtcmatrix.matrix.selection import matches, select_browsers, split_patterns

__all__ = [
    "DEFAULT_SETTINGS",
    "FILE_NAME",
    "Limits",
    "Matrix",
    "Mirror",
    "ProviderSettings",
    "call_pairs",
    "check_entries",
    "find_matrix",
    "load_matrix",
    "matches",
    "select_browsers",
    "split_patterns",
]
