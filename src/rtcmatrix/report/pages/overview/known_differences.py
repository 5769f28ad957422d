"""Show the known differences that need attention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.compare.known_troubles import KnownTrouble, TroubleKind
from rtcmatrix.report.pages.overview.views import KnownDifferenceView
from rtcmatrix.report.view.links import link
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

_KINDS = {
    TroubleKind.EXPIRED: "Expired",
    TroubleKind.CONTRADICTED: "Contradicted",
    TroubleKind.STALE: "No longer observed",
    TroubleKind.USELESS: "Matches nothing",
}


def known_difference_views(troubles: Sequence[KnownTrouble]) -> tuple[KnownDifferenceView, ...]:
    """Show each with its place."""
    return tuple(
        KnownDifferenceView(
            place=one_line(each.place, 120),
            kind=_KINDS[each.kind],
            words=_sentence(one_line(each.words, 600)),
            bug=link(each.entry.bug),
        )
        for each in troubles
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].removesuffix('.')}."
