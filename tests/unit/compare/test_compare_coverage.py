"""Only what both sides selected and observed is compared; what one side ran is named apart and never counted."""

from __future__ import annotations

import dataclasses

from made_up_gaps import IDS, interrupted, planned, without
from made_up_run import ESR, OLD, STABLE

from rtcmatrix.compare import Column, compare_columns
from rtcmatrix.compare.coverage import Lack, NotCompared, in_words
from rtcmatrix.compare.finding_kinds import FindingKind
from rtcmatrix.compare.gate import Gate, judge
from rtcmatrix.model import Level, Run


def gate(run: Run, reference: Run, *, allow_incomplete: bool = False) -> Gate:
    pairs = [(Column(run=reference, address=each), Column(run=run, address=each)) for each in (STABLE, OLD, ESR)]
    found = [compare_columns(*pair) for pair in pairs]
    kinds = FindingKind.CHANGED, FindingKind.REMOVED, FindingKind.NEWLY_FAILING
    return judge(run, found, kinds, reference=reference, allow_incomplete=allow_incomplete)


def test_an_interrupted_run_differs_from_itself_in_nothing() -> None:
    whole, cut = Column(run=planned(), address=ESR), Column(run=interrupted(), address=ESR)
    for pair in ((whole, cut), (cut, whole)):
        found = compare_columns(*pair)
        assert found.differences == ()
        assert [each.check for each in found.not_compared] == sorted(IDS[3:])
    assert {(each.before, each.after) for each in found.not_compared} == {(Lack.MISSING, None)}


def test_a_run_of_some_checks_against_a_run_of_all() -> None:
    some = Column(run=planned(*IDS[:4]), address=ESR)
    found = compare_columns(Column(run=planned(), address=ESR), some)
    assert found.differences == ()
    assert found.shared.checks == 4
    assert {each.after for each in found.not_compared} == {Lack.NOT_SELECTED}
    assert len(found.not_compared) == len(IDS) - 4


def test_shards_of_different_checks_in_one_run_have_no_check_difference() -> None:
    first, second = planned(*IDS[:9], browsers=[STABLE]), planned(*IDS[6:], browsers=[ESR])
    run = dataclasses.replace(
        planned(),
        evidence=(*first.evidence, *second.evidence),
        results=(*first.results, *second.results),
        selected=(*first.selected, *second.selected),
    )
    found = compare_columns(Column(run=run, address=STABLE), Column(run=run, address=ESR))
    both = set(IDS[6:9])
    assert {each.subject for each in found.differences if each.level is Level.STATUS} <= both
    assert {each.check for each in found.not_compared} == set(IDS) - both
    assert all(each.cause is None or each.subject for each in found.differences)


def test_what_neither_side_ran_is_not_listed() -> None:
    cut = Column(run=interrupted(), address=ESR)
    assert compare_columns(cut, cut).not_compared == ()


def test_words() -> None:
    lacking = (
        NotCompared(check="a", before=None, after=Lack.MISSING),
        NotCompared(check="b", before=None, after=Lack.NOT_SELECTED),
        NotCompared(check="c", before=Lack.MISSING, after=None),
    )
    assert in_words((), "A", "B") == ""
    assert in_words(lacking, "A", "B") == (
        "3 checks not compared: 1 no result in B, 1 not selected in B, 1 no result in A"
    )


def test_an_incomplete_run_or_reference_fails_the_gate() -> None:
    assert gate(planned(), planned()).passes
    assert not gate(interrupted(), planned()).passes
    assert not gate(planned(), interrupted()).passes
    assert gate(interrupted(), planned(), allow_incomplete=True).passes
    assert not gate(without(planned(), ESR, IDS[0]), planned()).passes
    assert gate(planned(*IDS[:4]), planned()).passes
