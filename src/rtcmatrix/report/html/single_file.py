"""Assemble the pages of a report into one HTML file.

Each page becomes an article. A parser copies its markup and changes only what depends on being in one file: ids get
the name of the page, links lead to articles, and images are embedded.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from rtcmatrix.report.html.assets import script, style
from rtcmatrix.report.html.environment import render
from rtcmatrix.report.html.policy import inline_policy
from rtcmatrix.report.html.search_index import index_json

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from rtcmatrix.report.html.embedded_pictures import EmbeddedPictures
    from rtcmatrix.report.view.equal_facts import SearchEntry

ARTICLE = "article.html"
"""The layout of a page that becomes a part of the file."""
_LEFT_OUT = '<p class="absent">This image was left out to keep the file small.</p>'

_Attributes = list[tuple[str, str | None]]


def single_file(
    pages: Mapping[str, str], pictures: EmbeddedPictures, index: Iterable[SearchEntry], title: str, tool: str
) -> str:
    """Return the file; ``pages`` maps the name of each page to its markup in the layout ``ARTICLE``."""
    articles = [article(name, text, pages.keys(), pictures) for name, text in pages.items()]
    return render(
        "single.html",
        title=title,
        tool=tool,
        articles=Markup("".join(articles)),  # noqa: S704 - printed by the templates, which escape
        note=pictures.left_out_note,
        index=Markup(index_json(index, address_in_file)),  # noqa: S704 - has no "<"
        style=Markup(style()),  # noqa: S704 - ours
        script=Markup(script()),  # noqa: S704 - ours
        policy=Markup(inline_policy(script(), style())),  # noqa: S704 - ours; its quotes are single, the attribute's double
    )


def address_in_file(page: str) -> str:
    """Return the address of a page within the file."""
    return f"#{_stem(page)}"


def article(name: str, text: str, pages: Collection[str], pictures: EmbeddedPictures) -> str:
    """Return the article of one page; links to anything but ``pages`` become text."""
    copier = _ArticleCopier(_stem(name), pages, pictures)
    copier.feed(text)
    copier.close()
    return f'<article class="page" id="{_stem(name)}">\n{copier.copied}</article>\n'


def _stem(page: str) -> str:
    return page.removesuffix(".html")


class _ArticleCopier(HTMLParser):
    """Copies the markup of one page and adapts ids, links and images."""

    def __init__(self, stem: str, pages: Collection[str], pictures: EmbeddedPictures) -> None:
        super().__init__(convert_charrefs=False)
        self._stem = stem
        self._pages = pages
        self._pictures = pictures
        self._parts: list[str] = []
        self._link_ends: list[str] = []
        """What closes each open link."""
        self._artifact_link: _Attributes | None = None
        """A link to an artifact, held back until it is known whether an image follows."""

    @property
    def copied(self) -> str:
        """The markup so far."""
        return "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: _Attributes) -> None:
        """Copy a tag; adapt what refers to ids, pages or images."""
        if tag == "img" and self._artifact_link is not None:
            self._artifact_link = None
            self._link_ends.append("")
            self._parts.append(self._picture(attrs))
            return
        self._release_link()
        names = dict(attrs)
        if tag == "a" and not (names.get("href") or "").startswith(("http:", "https:")):
            self._open_link(attrs, names.get("href") or "")
            return
        if tag == "a":
            self._link_ends.append("</a>")
        if names.keys() & {"id", "for", "aria-labelledby"}:
            self._parts.append(_start_tag(tag, self._with_own_ids(attrs)))
        else:
            self._parts.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: _Attributes) -> None:  # noqa: ARG002 - the parser's interface
        """Copy an element without content."""
        self._copy(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened in place of the tag."""
        self._copy(f"</{tag}>" if tag != "a" else "")
        if tag == "a":
            self._parts.append(self._link_ends.pop())

    def handle_data(self, data: str) -> None:
        """Copy text."""
        self._copy(data)

    def handle_entityref(self, name: str) -> None:
        """Copy a named character reference."""
        self._copy(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Copy a numeric character reference."""
        self._copy(f"&#{name};")

    def _copy(self, text: str) -> None:
        self._release_link()
        self._parts.append(text)

    def _open_link(self, attrs: _Attributes, href: str) -> None:
        """Open a link to a page of the report or to an artifact."""
        page, _, anchor = href.partition("#")
        if page.startswith("artifacts/"):
            self._artifact_link = attrs
        elif page and page not in self._pages:
            self._open_text(attrs)
        else:
            target = _stem(page) or self._stem
            place = f"#{target}--{anchor}" if anchor else f"#{target}"
            own = self._with_own_ids(attrs)
            self._parts.append(_start_tag("a", [(name, place if name == "href" else value) for name, value in own]))
            self._link_ends.append("</a>")

    def _open_text(self, attrs: _Attributes) -> None:
        """Open a span in place of a link whose target is not in the file."""
        self._parts.append(_start_tag("span", [(name, value) for name, value in attrs if name == "class"]))
        self._link_ends.append("</span>")

    def _release_link(self) -> None:
        """Open a link that was held back: no image follows."""
        if self._artifact_link is not None:
            held, self._artifact_link = self._artifact_link, None
            self._open_text(held)

    def _with_own_ids(self, attrs: _Attributes) -> _Attributes:
        """Prefix each id with the name of the page, because other pages have the same ids."""
        return [
            (name, f"{self._stem}--{value}" if name in {"id", "for", "aria-labelledby"} else value)
            for name, value in attrs
        ]

    def _picture(self, attrs: _Attributes) -> str:
        """Return an image with its bytes, a link to where it is embedded, or a note that it was left out."""
        name = dict(attrs).get("src") or ""
        anchor = self._pictures.anchor(name)
        if anchor is not None:
            return f'<a class="absent" href="#{anchor}">Shown on another page</a>'
        embedded = self._pictures.embed(name)
        if embedded is None:
            return _LEFT_OUT
        place = next(number for number, (key, _) in enumerate(attrs) if key == "src")
        return _start_tag("img", [*attrs[:place], ("id", embedded[0]), ("src", embedded[1]), *attrs[place + 1 :]])


def _start_tag(tag: str, attrs: Sequence[tuple[str, str | None]]) -> str:
    """Write a start tag."""
    written = (f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in attrs)
    return f"<{tag}{''.join(written)}>"
