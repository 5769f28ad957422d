"""What differs between two columns, fact by fact. Pure: reads no file, knows no browser, needs no verdict."""

from rtcmatrix.compare.columns import (
    Column,
    Comparison,
    Shared,
    Side,
    chosen_pairs,
    columns_of,
    compare_columns,
    pair_columns,
)
from rtcmatrix.compare.facts import Absent, FactChange, FactComparison, compare_facts
from rtcmatrix.compare.rows import Group, Row, rows_of

__all__ = [
    "Absent",
    "Column",
    "Comparison",
    "FactChange",
    "FactComparison",
    "Group",
    "Row",
    "Shared",
    "Side",
    "chosen_pairs",
    "columns_of",
    "compare_columns",
    "compare_facts",
    "pair_columns",
    "rows_of",
]
