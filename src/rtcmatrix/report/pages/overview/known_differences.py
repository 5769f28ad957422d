"""Known differences that somebody must look at, as the first page shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.compare.troubles import KnownTrouble, TroubleKind
from rtcmatrix.report.sources import link
from rtcmatrix.report.text import one_line
from rtcmatrix.report.view import TroubleView

if TYPE_CHECKING:
    from collections.abc import Sequence

_KINDS = {
    TroubleKind.EXPIRED: "Expired",
    TroubleKind.CONTRADICTED: "Does not hold",
    TroubleKind.STALE: "Not seen any more",
    TroubleKind.USELESS: "Speaks of nothing",
}


def trouble_views(troubles: Sequence[KnownTrouble]) -> tuple[TroubleView, ...]:
    """Show each with its place."""
    return tuple(
        TroubleView(
            place=one_line(each.place, 120),
            kind=_KINDS[each.kind],
            words=_sentence(one_line(each.words, 600)),
            bug=link(each.entry.bug),
        )
        for each in troubles
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].removesuffix('.')}."
