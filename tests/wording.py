"""The wording rules as functions over text: words that are not used, and what a title of a check must name."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator

NOT_WORDS = tuple(
    """
    picture, pictures, loudness, thin line, whoever, thereby, anew, once more, beside, told, tells, put together,
    stands apart, is refused, are refused, in silence, a person, the other side, can be had, in small and, demanded,
    demand, demands, wish, wishes, is asked, are asked, is heard, speaks, who is, who has, of which, such a
    """.replace("\n", " ")
    .strip()
    .split(", ")
)
"""Words that readers do not search for; docs/vocabulary.md has the terms."""
PROSE_NOT_WORDS = tuple(
    """
    pictures, loudness, thin line, whoever, thereby, anew, once more, beside, besides, told, tells, put together,
    stands apart, stand apart, is refused, are refused, in silence, a person, somebody, nobody, anybody, can be had,
    cannot be had, to be had, in small and, demanded, demands, wish, wishes, is heard, speaks, of which, such a,
    our own fault, a fault of ours, a way to, comes out, come out, to no end
    """.replace("\n", " ")
    .strip()
    .split(", ")
)
"""Words not used in documents, templates, docstrings and comments. Shorter than the list for titles, because prose has
correct uses of, for example, "demand" (on demand) and "the other side"."""
OPENERS = ("Give", "Say", "Tell", "Put", "Be", "Have")
"""Verbs that do not start a docstring: "Return", "Print" and "Report" are precise."""


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(r"\s+".join(map(re.escape, each.split())) for each in words)
    return re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE)


_NOT = _pattern(NOT_WORDS)
_NOT_IN_PROSE = _pattern(PROSE_NOT_WORDS)

TERMS = frozenset(
    """
    AAC API AV1 BUNDLE CNAME DTLS DTMF E2EE FEC FIR G.711 H.264 H.265 HEVC ICE ICE-TCP IPv4 IPv6 IVF JSEP Matroska MCU
    MKV MP4 NACK OPUS Opus PCMA PCMU PLI PNG QP RED REMB RTCP RTP RTX SCTP SDP SFU SHA-256 SLI SRTP SSRC STUN SVC TCP
    TLS TURN TWCC UDP URI URL VAD VP8 VP9 WebM WebSocket codec simulcast keyframe ulpfec mDNS rid ufrag msid iframe
    insecure
    """.split()  # noqa: SIM905 - a list of a hundred quoted words is harder to read
)
"""Protocol elements and formats: a title that names one can be found without an identifier of an interface."""
_CODE = re.compile(r"`[^`]+`")
_IDENTIFIER = re.compile(
    r"\b(?:[a-z]+[A-Z]\w*|RTC\w+|Media\w+|[A-Z][a-z]+[A-Z]\w+|\w+Error|a=\w+|[a-z]+-rtp)\b|\w+\(\)"
)


def words_not_used(text: str) -> list[str]:
    """Return the words of a title or message that the field does not use; quoted identifiers do not count."""
    return [" ".join(each.lower().split()) for each in _NOT.findall(_CODE.sub("", text))]


def names_something(title: str) -> bool:
    """Return whether a title names an identifier or a protocol term that people search for."""
    plain = {word.strip(".,:;()'\"") for word in title.split()}
    return bool(_CODE.search(title) or _IDENTIFIER.search(title) or plain & TERMS)


def prose_words_not_used(text: str) -> list[str]:
    """Return the words of a text that documents and comments do not use; quoted identifiers do not count."""
    return [" ".join(each.lower().split()) for each in _NOT_IN_PROSE.findall(_CODE.sub("", text))]


def prose_of_python(source: str) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of each docstring, other string statement and block of comments."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.lineno, node.value.value.replace("``", "`")
    block: list[str] = []
    first = last = 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT:
            continue
        if block and token.start[0] != last + 1:
            yield first, " ".join(block)
            block = []
        first = token.start[0] if not block else first
        last = token.start[0]
        block.append(token.string.lstrip("#").strip())
    if block:
        yield first, " ".join(block)


def docstrings_with_vague_verb(source: str) -> list[int]:
    """Return the lines of the docstrings of functions and modules that start with one of ``OPENERS``."""
    return [
        node.body[0].lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef)
        and (ast.get_docstring(node) or "").startswith(tuple(f"{verb} " for verb in OPENERS))
    ]


def prose_of_markdown(text: str) -> str:
    """Return a document without code blocks and link targets."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"^ {4}.*$", "", text, flags=re.MULTILINE)
    return re.sub(r"\]\([^)]*\)", "]", text)


def prose_of_template(text: str) -> str:
    """Return the visible text of a Jinja template: text, labels, and strings in expressions; no names or markup."""

    def strings(code: re.Match[str]) -> str:
        return f" {' '.join(re.findall(_SENTENCE, code[1]))} "

    def labels(tag: re.Match[str]) -> str:
        return f" {' '.join(re.findall(_LABEL, tag[0]))} "

    text = re.sub(r"<(style|script)\b.*?</\1>", " ", text, flags=re.DOTALL)
    text = re.sub(r"\{[{%](.*?)[%}]\}", strings, text, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", labels, text).split())


_SENTENCE = r'"([^"]* [^"]*)"'
"""A string in an expression that has at least two words, and so is not a name."""
_LABEL = r'(?:alt|title|placeholder|-label)="([^"]*)"'
"""An attribute that browsers show or read out."""
