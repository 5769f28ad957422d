"""The Markdown summary, rendered by somebody else's renderer, and its bounds; hostile text stays text."""

from __future__ import annotations

import dataclasses
import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hostile_cells import MARKDOWN, SHORT, hostile_cells
from made_up_run import ESR, STABLE, three_browsers
from markdown_it import MarkdownIt

from rtcmatrix.compare import columns_of
from rtcmatrix.model import Outcome, Result, Run, Status, Unavailable
from rtcmatrix.report.forms.markdown.escaping import cell, code, link, prose
from rtcmatrix.report.forms.markdown.render import LIMIT, MARKER, render
from rtcmatrix.report.forms.shared.material import material_of
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from markdown_it.token import Token

URL = "https://ci.example/report"


def renderer() -> MarkdownIt:
    """CommonMark with tables, and HTML let through as a service lets it through to its sanitizer."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def summary(run: Run, against: Run | None = None, url: str | None = URL) -> str:
    earlier = columns_of(against) if against else ()
    [(name, text)] = render(material_of([(Path("run"), run)], against=earlier, report_url=url)).items()
    assert name == "summary.md"
    return text


def tokens(text: str) -> list[Token]:
    return [one for block in renderer().parse(text) for one in (block, *(block.children or []))]


def titles(text: str) -> list[str]:
    parsed = renderer().parse(text)
    return [after.content for one, after in itertools.pairwise(parsed) if one.type == "heading_open"]


def rows(text: str) -> list[list[str]]:
    """The cells of the table as a reader sees them."""
    html = renderer().render(text)
    return [
        [re.sub(r"<[^>]+>", "", each) for each in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", html, flags=re.DOTALL)
    ]


def with_status(run: Run, check: str, browser: str, status: Status) -> Run:
    return dataclasses.replace(
        run,
        results=tuple(
            dataclasses.replace(each, status=status, message="it broke", outcome=Outcome.UNEXPECTED)
            if (each.check, each.browser) == (check, browser)
            else each
            for each in run.results
        ),
    )


def test_it_begins_with_the_mark_by_which_a_bot_finds_it() -> None:
    assert summary(three_browsers()).splitlines()[0] == MARKER == "<!-- rtcmatrix report -->"


def test_a_table_names_the_browsers_and_their_versions() -> None:
    assert rows(summary(three_browsers()))[1:] == [
        ["Chromium 156", "156.0.8078.79", "linux x86_64", "14", "0", "0", "0", "0"],
        ["Chromium 150", "150.0.7871.12", "linux x86_64", "13", "0", "0", "1", "1"],
        ["Firefox 153", "153.0.2", "linux x86_64", "10", "3", "1", "0", "2"],
    ]


def first_lines(run: Run) -> str:
    """What stands before the table of browsers."""
    return summary(run).partition("| Browser |")[0]


def test_browsers_that_are_not_available_come_first_with_their_reasons() -> None:
    assert "**2 browsers are not available:**" in first_lines(three_browsers())
    [beta] = [line for line in first_lines(three_browsers()).splitlines() if line.startswith("- `chrome:beta`: ")]
    assert len(beta) > len("- `chrome:beta`: ")
    everywhere = dataclasses.replace(three_browsers(), unavailable=())
    assert "not available" not in first_lines(everywhere)


def test_a_browser_in_which_no_check_passes_comes_first() -> None:
    run = three_browsers()
    assert "No check passes" not in summary(run)
    broken = dataclasses.replace(
        run,
        results=tuple(
            dataclasses.replace(each, status=Status.ERROR, message="it broke", outcome=Outcome.UNEXPECTED)
            if each.browser == ESR
            else each
            for each in run.results
        ),
    )
    assert "**No check passes in 1 browser:**\n\n- Firefox 153: 14 ERROR\n" in first_lines(broken)


def test_a_run_without_any_browser_says_that_nothing_was_observed() -> None:
    run = three_browsers()
    absent = tuple(Unavailable(address=each.address, reasons=(("installed", "none here"),)) for each in run.browsers)
    nothing = dataclasses.replace(run, unavailable=absent, provenances=(), evidence=(), results=())
    told = first_lines(nothing)
    assert "none of its browsers was available" in told.splitlines()[3]
    assert "nothing was observed" in told


def test_many_unavailable_browsers_are_counted() -> None:
    absent = tuple(Unavailable(address=f"chrome:{n}", reasons=(("installed", "none here"),)) for n in range(100, 130))
    told = first_lines(dataclasses.replace(three_browsers(), unavailable=absent))
    assert "**30 browsers are not available:**" in told
    assert told.count("none here") == 12
    assert "- and 18 more" in told


def test_the_worst_comes_first() -> None:
    before = three_browsers()
    after = with_status(before, "codecs/vp8_is_offered", STABLE, Status.FAIL)
    after = dataclasses.replace(
        after,
        id="later",
        evidence=tuple(
            dataclasses.replace(each, facts={**each.facts, "allowed": True})
            if each.facts and (each.probe, each.browser) == ("permissions/policy.js", ESR)
            else each
            for each in after.evidence
        ),
    )
    text = summary(after, against=before)
    assert titles(text) == [
        "WebRTC compatibility", "Stopped working (1)", "Unexpected results (3)", "Changed behavior (1)", "Compared",
    ]  # fmt: skip
    assert text.index("Stopped working (1)") < text.index("vp8_is_offered") < text.index("Unexpected results (3)")
    assert "`allowed: false became true`" in text
    assert "Reproduce: `./rtc run --browsers chromium:stable -k 'vp8_is_offered and codecs'`" in text
    assert "**1 check stopped working**, **3 results are unexpected** and **1 behavior changed** compared" in text


def test_one_line_for_all_browsers_it_is_true_of() -> None:
    run = three_browsers()
    for browser in (STABLE, ESR):
        run = with_status(run, "permissions/query_camera", browser, Status.FAIL)
    told = [line for line in summary(run).splitlines() if "query_camera" in line and line.startswith("- ")]
    assert [line.partition(":")[0] for line in told] == ["- **Chromium 156, Firefox 153**"]


def test_known_differences_and_noise_are_only_counted() -> None:
    text = summary(three_browsers())
    assert "Not listed: 1 known and" in text
    assert "surface_is_told" not in text


def test_the_facts_of_a_probe_are_one_finding() -> None:
    before = three_browsers()
    changed = {f"fact{n}": n for n in range(5)}
    after = dataclasses.replace(
        before,
        id="later",
        evidence=tuple(
            dataclasses.replace(each, facts={**each.facts, **changed})
            if each.facts and each.probe == "permissions/policy.js"
            else each
            for each in before.evidence
        ),
    )
    text = summary(after, against=before)
    assert "Changed behavior (1)" in text
    assert "- **Chromium 156, Chromium 150, Firefox 153**: `permissions/policy.js`" in text
    assert "`fact0: 0 is new; fact1: 1 is new; fact2: 2 is new; and 2 more`" in text


def with_metric(run: Run, values: tuple[float, ...]) -> Run:
    """A run whose probe on permissions was gathered once for each value of a metric."""
    [first] = [each for each in run.evidence if (each.probe, each.browser) == ("permissions/policy.js", STABLE)]
    again = tuple(
        dataclasses.replace(first, repeat=number, metrics={"frames_per_second": value})
        for number, value in enumerate(values)
    )
    return dataclasses.replace(run, evidence=(*(each for each in run.evidence if each is not first), *again))


def test_a_metric_that_moved_is_reported_with_its_share() -> None:
    before = with_metric(three_browsers(), tuple(30 + n / 10 for n in range(10)))
    after = with_metric(dataclasses.replace(three_browsers(), id="later"), tuple(20 + n / 10 for n in range(10)))
    text = summary(after, against=before)
    assert "`frames_per_second: 30.45 became 20.45 (-33%, the median of repeats)`" in text
    assert "Chromium 156 before and Chromium 156: 1 metric differs" in text


def test_noise_is_no_finding() -> None:
    base = three_browsers()
    [first] = [each for each in base.evidence if (each.probe, each.browser) == ("permissions/policy.js", STABLE)]
    noisy = tuple(dataclasses.replace(first, repeat=n, facts={"allowed": n > 0}) for n in range(3))
    run = dataclasses.replace(base, id="later", evidence=(*(e for e in base.evidence if e is not first), *noisy))
    before = dataclasses.replace(base, evidence=tuple(e if e is not first else noisy[1] for e in base.evidence))
    before = dataclasses.replace(before, results=run.results)
    text = summary(run, against=before)
    assert "allowed" not in text
    assert "1 noise (a browser differs from itself in them)" in text


def test_a_run_like_the_one_before_says_so() -> None:
    passing = dataclasses.replace(
        three_browsers(), results=tuple(r for r in three_browsers().results if r.outcome is not Outcome.UNEXPECTED)
    )
    text = summary(dataclasses.replace(passing, id="later"), against=passing)
    assert "Nothing changed compared with run `2026-01-02T03-04-05Z-ab12`." in text


def test_findings_lead_to_the_report() -> None:
    linked = [str(one.attrs["href"]) for one in tokens(summary(three_browsers())) if one.type == "link_open"]
    assert f"{URL}" in linked
    assert any(each.startswith(f"{URL}/") and "av1_decodes_frames" in each for each in linked)
    assert [one for one in tokens(summary(three_browsers(), url=None)) if one.type == "link_open"] == []


def many(number: int, message: str) -> Run:
    base = three_browsers()
    return dataclasses.replace(
        base,
        results=tuple(
            Result(check=f"codecs/check_{n}_{'x' * 100}", browser=browser, status=status, message=f"{n} {message}",
                   outcome=outcome)
            for n in range(number)
            for browser in (STABLE, ESR)
            for status, outcome in [
                ((Status.FAIL, Outcome.UNEXPECTED), (Status.FAIL, Outcome.FLAKY))[n % 2]
            ]
        ),
    )  # fmt: skip


def test_what_there_is_no_room_for_is_counted() -> None:
    text = summary(many(2_000, "y" * 1_000))
    assert "- [and 980 more](<https://ci.example/report>)" in text
    assert "### Unexpected results (1,000)" in text


@pytest.mark.parametrize("run", [many(5_000, "😀" * 5_000), hostile_cells()], ids=["many", "hostile"])
def test_it_stays_below_what_a_comment_may_hold(run: Run) -> None:
    assert len(summary(run).encode()) <= LIMIT < 65_536


def test_nothing_of_a_browser_is_markup() -> None:
    """What is not ours may be seen only as text or code; the only HTML is our own comments."""
    found = tokens(summary(hostile_cells()))
    ours = {"<!-- -->", MARKER}
    assert {one.content.strip() for one in found if one.type in {"html_inline", "html_block"}} == ours
    assert [one for one in found if one.type == "image"] == []
    assert all(str(one.attrs["href"]).startswith(URL) for one in found if one.type == "link_open")
    words = [one.content for one in found if one.type == "text"]
    assert [each for each in words if re.search(r"[@#!$~%&^]\w|\bGH-\d|www\.|://", each)] == []
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", summary(hostile_cells()))


def test_a_hostile_brand_does_not_break_the_table() -> None:
    assert {len(row) for row in rows(summary(hostile_cells()))} == {8}


@pytest.mark.parametrize(
    "word",
    ["@octocat", "#12", "owner/repo#12", "gh-12", "!7", "&3", "$4", "~bug", "%1", "www.evil.example", "ftp://x.y"],
)
def test_prose_is_no_reference(word: str) -> None:
    """Services look for references in the text between tags."""
    rendered = re.sub("<p>|</p>", "", renderer().render(prose(f"see {word} now"))).strip()
    assert "<!-- -->" in rendered
    assert rendered.replace("<!-- -->", "").replace("&amp;", "&") == f"see {word} now"


@pytest.mark.parametrize("word", SHORT)
def test_code_and_prose_say_the_same_words(word: str) -> None:
    for written in (code(word, 2_000), prose(word, 2_000)):
        [_, inline, _] = renderer().parse(written)
        seen = "".join(
            one.content for one in inline.children or [] if one.type in {"text", "text_special", "code_inline"}
        )
        assert seen.split() == one_line(word, 2_000).split()


def test_a_bar_in_code_stays_in_its_cell() -> None:
    html = renderer().render(f"| a | b |\n|---|---|\n| {cell(code('x|`y'))} | {cell(prose(MARKDOWN))} |")
    assert re.findall(r"<td>(.*?)</td>", html)[0] == "<code>x|`y</code>"
    assert html.count("<td>") == 2


def test_a_link_cannot_leave_its_brackets() -> None:
    [opened] = [one for one in tokens(link("words", "https://ci.example/a>b c\n<d>")) if one.type == "link_open"]
    assert opened.attrs["href"] == "https://ci.example/a%3Eb%20c%0A%3Cd%3E"
