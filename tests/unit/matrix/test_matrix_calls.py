"""Which browsers call each other: words and patterns of ``pairs``, in the file and on the command line."""

from __future__ import annotations

import pytest

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.matrix import call_pairs, check_entries

STABLE, BETA, EDGE, ESR = "chrome:stable", "chrome:beta", "edge:stable", "firefox:esr"
EVERY = (STABLE, BETA, EDGE, ESR)
REFERENCES = ((STABLE, BETA), (STABLE, EDGE))


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (["none"], []),
        (["same"], [f"{each}+{each}" for each in EVERY]),
        (["all"], [f"{one}+{other}" for one in EVERY for other in EVERY]),
        (["reference"], [f"{STABLE}+{BETA}", f"{STABLE}+{EDGE}", f"{BETA}+{STABLE}", f"{EDGE}+{STABLE}"]),
        (["chrome:* -> firefox:esr"], [f"{STABLE}+{ESR}", f"{BETA}+{ESR}"]),
        (["firefox:esr->chrome:*"], [f"{ESR}+{STABLE}", f"{ESR}+{BETA}"]),
        (["chrome:beta <-> {edge,firefox}:*"], [f"{BETA}+{EDGE}", f"{BETA}+{ESR}", f"{EDGE}+{BETA}", f"{ESR}+{BETA}"]),
        (["*:stable -> *:stable"], [f"{a}+{b}" for a in (STABLE, EDGE) for b in (STABLE, EDGE)]),
        (["edge:* -> edge:*", "same", "edge:*<->edge:*"], [f"{each}+{each}" for each in EVERY]),
    ],
)
def test_entries_select_ordered_pairs_each_once(entries: list[str], expected: list[str]) -> None:
    assert list(call_pairs(EVERY, entries, REFERENCES)) == expected


def test_pairs_of_browsers_that_are_not_selected_are_left_out() -> None:
    entries = ["reference", "chrome:* -> firefox:esr"]
    assert call_pairs((BETA, ESR), entries, REFERENCES) == (f"{BETA}+{ESR}",)
    assert call_pairs((), ["all", "same"], REFERENCES) == ()


def test_wrong_entries_of_the_command_line_are_reported_together() -> None:
    with pytest.raises(ConfigurationError) as caught:
        check_entries(["al", "chrome:stable", "crome:* -> edge:*", "none"], EVERY, REFERENCES)
    unknown, arrow, nothing, alone = str(caught.value).splitlines()
    assert unknown.startswith('--pairs: "al" is not known here; allowed: all, none, same, reference, or a pattern')
    assert arrow.startswith('--pairs: "chrome:stable" has no arrow; expected "chrome:* -> firefox:esr"')
    assert nothing.startswith(
        '--pairs: "crome:* -> edge:*": "crome:*" matches no browser of the matrix; it has: chrome'
    )
    assert alone == '--pairs: "none" is given together with other entries; expected it alone'
    check_entries([], EVERY, REFERENCES)
    check_entries(["reference", "edge:*<->chrome:*"], EVERY, REFERENCES)
