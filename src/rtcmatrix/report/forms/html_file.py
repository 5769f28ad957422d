"""The report as one file, to attach to a mail: every page in one, with its style, script and small pictures inside."""

from __future__ import annotations

import base64
import hashlib
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from rtcmatrix.compare import PLAIN, Comparing
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.files import naming
from rtcmatrix.report.artifacts import Artifacts
from rtcmatrix.report.overview import report_view
from rtcmatrix.report.printing import SCRIPT, folder, pages_of, style
from rtcmatrix.report.words import count

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from rtcmatrix.compare.troubles import KnownTrouble
    from rtcmatrix.model import Run

LARGEST_PICTURE = 60_000
"""Bytes of a picture that comes along."""
ALL_PICTURES = 4_000_000
"""Bytes of all pictures that come along: most mail systems take 20 MB, and base64 makes four bytes of three."""

_KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp"}
_LEFT_OUT = re.compile(r"(?:browser|call)-|trend\.html$")
"""Pages that stay behind: all the evidence of a browser is a site's, not a mail's."""

# The templates escape every quote in a text, so that what looks like an attribute is one.
_ID = re.compile(r' id="([^"]+)"')
_LABELLED = re.compile(r' (aria-labelledby|for)="([^"]+)"')
_LINK = re.compile(r'<a( [^>]*?)? href="(?!https?:)([^"#]*)(#[^"]*)?"([^>]*)>(.*?)</a>', re.DOTALL)
_PICTURE = re.compile(r'<a href="artifacts/[^"]*">(<img [^>]*>)</a>')
_SOURCE = re.compile(r' src="(artifacts/[^"]+)"')
_BODY = re.compile(r"<body>\n.*?</a>\n(.*)<footer>(.*)</footer>", re.DOTALL)


def write_single(
    runs: Sequence[tuple[Path, Run]],
    out: Path,
    compared: Comparing = PLAIN,
    troubles: Sequence[KnownTrouble] = (),
) -> Path:
    """Write the first page, the pairs and the checks as one HTML file; give it.

    Pictures larger than ``LARGEST_PICTURE``, or beyond ``ALL_PICTURES`` together, are left out, and the file says so.
    Raises ``ConfigurationError`` where ``out`` is a folder.
    """
    if out.is_dir():
        raise ConfigurationError(f'will not write over "{out}": it is a folder; name a file such as "report.html"')
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as beside:
        site = Path(beside) / "site"
        site.mkdir()
        view = report_view(runs, Artifacts(site), compared=compared, troubles=troubles)
        pages = {name: text for name, text in pages_of(view, lean=True) if not _LEFT_OUT.match(name)}
        made = Path(beside) / "made.html"
        with naming(out):
            made.write_text(_file(pages, site, view.findable, view.title), encoding="utf-8", newline="\n")
            made.replace(out)
    return out


def _file(pages: dict[str, str], site: Path, findable: str, title: str) -> str:
    """Put the pages together."""
    pictures = _Pictures(site)
    articles = [_article(name, text, pages.keys(), pictures) for name, text in pages.items()]
    footer = _BODY.search(pages["index.html"])
    sheet = style()
    script = (folder("static") / SCRIPT).read_text(encoding="utf-8")
    facts = findable.removeprefix("globalThis.sameFacts = ").removesuffix(";\n")
    note = f"<p>{pictures.words()}</p>" if pictures.words() else ""
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(sheet)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return _WHOLE.format(
        policy=policy,
        title=escape(title),
        style=sheet,
        articles="".join(articles),
        footer=f"{footer.group(2) if footer else ''}{note}",
        facts=_linked_facts(facts),
        script=script,
    )


_WHOLE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body class="single">
<a class="skip" href="#index">Skip to the content</a>
{articles}<footer>{footer}</footer>
<script type="application/json" id="same-facts">{facts}</script>
<script>{script}</script>
</body>
</html>
"""


def _linked_facts(facts: str) -> str:
    """Let the facts lead to pages inside of the file: a quote in a text of JSON is escaped, so this is an address."""
    return re.sub(r'"(check-[a-z0-9._-]+)\.html"', r'"#\1"', facts)


def _article(name: str, text: str, pages: Container[str], pictures: _Pictures) -> str:
    """Make a page a part of the file: its ids and links carry its name."""
    stem = name.removesuffix(".html")
    found = _BODY.search(text)
    body = found.group(1) if found else ""
    body = body.replace('<main id="main" tabindex="-1">', "<main>" if stem == "index" else "<div>")
    body = body if stem == "index" else body.replace("</main>", "</div>")
    body = _ID.sub(lambda met: f' id="{stem}--{met.group(1)}"', body)
    body = _LABELLED.sub(lambda met: f' {met.group(1)}="{stem}--{met.group(2)}"', body)
    body = _LINK.sub(lambda met: _inner_link(met, stem, pages), body)
    body = _PICTURE.sub(lambda met: pictures.inside(met.group(1)), body)
    return f'<article class="page" id="{stem}">\n{body}</article>\n'


def _inner_link(met: re.Match[str], stem: str, pages: Container[str]) -> str:
    """Lead to a place inside of the file; what stayed behind is text."""
    before, page, anchor, after, text = (each or "" for each in met.groups())
    if page.startswith("artifacts/") and text.startswith("<img "):
        return met.group()
    if page and page not in pages:
        kept = re.search(r' class="[^"]*"', before + after)
        return f"<span{kept.group() if kept else ''}>{text}</span>"
    target = page.removesuffix(".html") or stem
    place = f"{target}--{anchor[1:]}" if anchor else target
    return f'<a{before} href="#{place}"{after}>{text}</a>'


class _Pictures:
    """Takes pictures into the file as long as they are small."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._taken: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        """Anchor of each picture that is in the file already: twice the bytes show no more."""
        self._left: set[str] = set()
        self._room = ALL_PICTURES

    def inside(self, image: str) -> str:
        """Give an image with its bytes inside, or say that it was left out."""
        found = _SOURCE.search(image)
        if found is None:
            return image
        name = found.group(1)
        if name in self._shown:
            return f'<a class="absent" href="#{self._shown[name]}">Shown on another page</a>'
        if name not in self._taken and not self._take(name):
            self._left.add(name)
            return str(Markup('<p class="absent">This picture was left out to keep the file small.</p>'))
        bytes_of = self._taken.pop(name)
        self._shown[name] = f"picture-{len(self._shown) + 1}"
        return _SOURCE.sub(lambda _: f' id="{self._shown[name]}" src="{bytes_of}"', image)

    def _take(self, name: str) -> bool:
        path = self._site / name
        size = path.stat().st_size
        if path.suffix not in _KINDS or size > LARGEST_PICTURE or size > self._room:
            return False
        self._room -= size
        self._taken[name] = f"data:{_KINDS[path.suffix]};base64,{base64.b64encode(path.read_bytes()).decode()}"
        return True

    def words(self) -> str:
        """Say what stayed behind."""
        if not self._left:
            return ""
        return f"{count(len(self._left), 'picture')} left out to keep this file small; the report as a folder has them."


def _hash(text: str) -> str:
    """Name a script or style for a Content-Security-Policy."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
