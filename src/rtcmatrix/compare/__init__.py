"""What differs between two columns, fact by fact. Pure: reads no file, knows no browser, needs no verdict."""

from rtcmatrix.compare.chance import repeats_for_chance
from rtcmatrix.compare.columns import Column, chosen_pairs, columns_of, pair_columns
from rtcmatrix.compare.comparison import Comparison, Shared, Side, compare_columns
from rtcmatrix.compare.facts import Absent, FactChange, FactComparison, compare_facts
from rtcmatrix.compare.metrics import MetricComparison, repeats_for_metrics
from rtcmatrix.compare.rows import Group, Row, rows_of
from rtcmatrix.compare.thresholds import Thresholds

__all__ = [
    "Absent",
    "Column",
    "Comparison",
    "FactChange",
    "FactComparison",
    "Group",
    "MetricComparison",
    "Row",
    "Shared",
    "Side",
    "Thresholds",
    "chosen_pairs",
    "columns_of",
    "compare_columns",
    "compare_facts",
    "pair_columns",
    "repeats_for_chance",
    "repeats_for_metrics",
    "rows_of",
]
