"""A made-up run in which every text is hostile: it tries to leave its element, to run, to hide, to turn lines round."""

from __future__ import annotations

from made_up_run import evidence

from rtcmatrix.model import (
    Artifact,
    BrowserSpec,
    Check,
    ConsoleMessage,
    Fault,
    Json,
    Outcome,
    Provenance,
    Result,
    Run,
    Status,
    Unavailable,
)

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "</pre></details></table><h1>mine</h1>",
    "{{ report }}{% raw %}",
    "javascript:alert(1)",
    "\x00\x07\x1b[31m\x9b\x7f",
    "\u202egnp.exe\u2066\u200b\ufeff",
    "]]><!--",
    "&lt;b&gt;&#x3c;",
    "../../../etc/passwd",
    "line\nline\r\n\ttab\u2028x",
    "\ud800",
    "",
]


HUGE: dict[str, Json] = {"text": "</script>" * 110_000, "list": ["\u202e</pre>", *range(100_000)]}
"""A value of a megabyte, and a list of as many items as a browser cares to give."""


def hostile_run() -> Run:
    """Make a run in which every text is hostile."""
    first, second = (f"{each}:{HOSTILE[place]}" for place, each in enumerate(("a<b>", "A<B>")))
    every: dict[str, Json] = {text: [text, {text: text}] for text in HOSTILE}
    probe = "x/" + "".join(HOSTILE)
    checks = tuple(
        Check(id=f"{text}/{text}", title=text, probe=probe, spec=text if place % 2 else f"https://x.example/{text}")
        for place, text in enumerate(HOSTILE)
    )
    console = tuple(ConsoleMessage(level=text, text=text) for text in HOSTILE)
    artifacts = tuple(Artifact(name=text, path=text, media_type=text) for text in HOSTILE if "\x00" not in text)
    joined = " ".join(HOSTILE)
    return Run(
        id=joined,
        format=1,
        tool=joined,
        started_at=joined,
        host=joined,
        revision=joined,
        browsers=tuple(BrowserSpec(name=a.split(":")[0], selector=a.partition(":")[2]) for a in (first, second)),
        compare=((first, second),),
        unavailable=(Unavailable(address=joined, reasons=((joined, joined),)),),
        provenances=tuple(
            Provenance(address=address, brand=joined, channel=joined, version=joined, provider=joined, driver=joined,
                       user_agent=joined, platform=address, flags=(joined,), prefs={joined: address}, devices=joined,
                       capabilities=every)
            for address in (first, second)
        ),
        checks=checks,
        evidence=(
            evidence(
                probe, first, {**every, "only": joined, **HUGE}, notes=every, console=console, artifacts=artifacts
            ),
            evidence(probe, second, {text: [text + "!"] for text in HOSTILE}, message=joined),
            evidence("y/" + joined, first, None, fault=Fault.CRASH, message=joined),
        ),
        results=tuple(
            Result(check=check.id, browser=browser, status=Status.FAIL if browser == first else Status.TIMEOUT,
                   message=check.title, outcome=Outcome.UNEXPECTED, known=f"{check.title} {check.spec}")
            for check in checks
            for browser in (first, second)
        ),
    )  # fmt: skip
