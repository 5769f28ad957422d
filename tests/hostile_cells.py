"""A made-up run with every status in every browser, in which every text is hostile."""

from __future__ import annotations

import dataclasses

from made_up_run import ESR, OLD, STABLE, evidence, three_browsers

from rtcmatrix.model import Check, ConsoleMessage, Fault, Outcome, Provenance, Result, Run, Status, Unavailable

MARKUP = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"']]>--><![CDATA[&amp;"
MARKDOWN = "`|` ``b|`` | a | @octocat #123 GH-1 [x](javascript:alert(1)) ![p](http://evil.example/p.png) **b** <b>"
COMMAND = "100% a,b:c\r\n::error file=evil.py::gotcha\n::set-output name=token::1%0A"
UNSEEN = "\x00\x08\x1b[31m\u202egnp.exe\u2066\u200b\u2028\ufeff\ufffe\ud800\x85"
LONG = "A" * 1_000_000
WORDS = (MARKUP, MARKDOWN, COMMAND, UNSEEN, LONG)

STATUSES: tuple[tuple[Status, Outcome, str | None], ...] = (
    (Status.FAIL, Outcome.UNEXPECTED, None),
    (Status.PASS, Outcome.UNEXPECTED, "suites/known-differences.yaml:12 https://bugs.example/1"),
    (Status.FAIL, Outcome.EXPECTED, "suites/known-differences.yaml:12 https://bugs.example/1"),
    (Status.PRECONDITION_FAILED, Outcome.SKIPPED, None),
    (Status.TIMEOUT, Outcome.UNEXPECTED, None),
    (Status.CRASH, Outcome.UNEXPECTED, None),
    (Status.ERROR, Outcome.UNEXPECTED, None),
    (Status.SKIP, Outcome.SKIPPED, None),
    (Status.FAIL, Outcome.FLAKY, None),
    (Status.PASS, Outcome.FLAKY, None),
)


SHORT = WORDS[:-1]


def hostile_cells(words: tuple[str, ...] = WORDS) -> Run:
    """Give every status with every hostile text, in three browsers."""
    everything = " ".join(SHORT)
    checks, results, gathered = [], [], []
    for number, word in enumerate(words):
        name = word[:2_000]  # a name is written in many places; only values are as long as a browser likes
        for place, (status, outcome, known) in enumerate(STATUSES):
            check = f"suite{number}{word[:40]}/check_{place}{name}"
            checks.append(
                Check(id=check, title=word, probe=f"p{number}{name}.js", spec=f"https://spec.example/{name}", why=name)
            )
            results += [
                Result(
                    check=check, browser=browser, status=status, outcome=outcome, duration=0.001,
                    message=word if status is not Status.PASS or known else None,
                    known=f"{known} {name}" if known else None,
                    repeats=(Status.FAIL, Status.PASS, Status.PASS) if outcome is Outcome.FLAKY else (),
                )
                for browser in (STABLE, OLD, ESR)
            ]  # fmt: skip
        gathered += [
            evidence(
                f"p{number}{name}.js", browser, {name: [word, {"name": name}]}, notes={"sdp": name},
                console=tuple(ConsoleMessage(level=name, text=name) for _ in range(9)),
            )
            for browser in (STABLE, OLD)
        ]  # fmt: skip
        gathered.append(evidence(f"p{number}{name}.js", ESR, None, fault=Fault.EXCEPTION, message=word))
    base = three_browsers()
    return dataclasses.replace(
        base,
        tool=everything,
        host=everything,
        unavailable=(Unavailable(address=f"chrome:{MARKDOWN}", reasons=((MARKUP, everything),)),),
        provenances=tuple(_hostile(each, everything) for each in base.provenances),
        checks=tuple(checks),
        evidence=tuple(gathered),
        results=tuple(results),
    )


def _hostile(launched: Provenance, words: str) -> Provenance:
    return dataclasses.replace(
        launched, brand=f"{launched.brand} {words}", version=f"1.{words}", driver=words, user_agent=words,
        platform=words, devices=words, flags=(words,), prefs={words: words},
        capabilities={words: words}, revision=words,
    )  # fmt: skip
