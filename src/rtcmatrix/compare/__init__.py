"""Compare columns fact by fact. Pure: no files, no browser, no commands, no verdicts."""

from rtcmatrix.compare.channels import ChannelChange, channel_changes, channels_before_stable
from rtcmatrix.compare.classify import Standing, classify
from rtcmatrix.compare.columns import (
    Column,
    calls_of,
    chosen_pairs,
    columns_of,
    counterparts,
    every_column,
    pair_columns,
)
from rtcmatrix.compare.comparing import PLAIN, Comparing, RowStandings
from rtcmatrix.compare.comparison import Comparison, Shared, Side, compare_columns
from rtcmatrix.compare.facts import Absent, FactChange, FactComparison, compare_facts
from rtcmatrix.compare.metrics import MetricComparison, repeats_for_metrics
from rtcmatrix.compare.milestones import MilestonePairs, pair_by_milestone, settle_pairs
from rtcmatrix.compare.names import ColumnNames, groups_in_words
from rtcmatrix.compare.provenance_outliers import find_provenance_outliers
from rtcmatrix.compare.rows import Group, Row, rows_of
from rtcmatrix.compare.significance import repeats_for_chance
from rtcmatrix.compare.splits import Split, splits_of
from rtcmatrix.compare.thresholds import Thresholds

__all__ = [
    "PLAIN",
    "Absent",
    "ChannelChange",
    "Column",
    "ColumnNames",
    "Comparing",
    "Comparison",
    "FactChange",
    "FactComparison",
    "Group",
    "MetricComparison",
    "MilestonePairs",
    "Row",
    "RowStandings",
    "Shared",
    "Side",
    "Split",
    "Standing",
    "Thresholds",
    "calls_of",
    "channel_changes",
    "channels_before_stable",
    "chosen_pairs",
    "classify",
    "columns_of",
    "compare_columns",
    "compare_facts",
    "counterparts",
    "every_column",
    "find_provenance_outliers",
    "groups_in_words",
    "pair_by_milestone",
    "pair_columns",
    "repeats_for_chance",
    "repeats_for_metrics",
    "rows_of",
    "settle_pairs",
    "splits_of",
]
