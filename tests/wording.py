"""The wording rules of checks and probes, as functions over text: what a title may not say, and what it must name."""

from __future__ import annotations

import re

NOT_WORDS = tuple(
    """
    picture, pictures, loudness, thin line, whoever, thereby, anew, once more, beside, told, tells, put together,
    stands apart, is refused, are refused, in silence, a person, the other side, can be had, in small and, demanded,
    demand, demands, wish, wishes, is asked, are asked, is heard, speaks, who is, who has, of which, such a
    """.replace("\n", " ")
    .strip()
    .split(", ")
)
"""Words that readers do not search for; the field's own are in docs/vocabulary.md."""
_NOT = re.compile(
    r"\b(?:" + "|".join(r"\s+".join(map(re.escape, each.split())) for each in NOT_WORDS) + r")\b", re.IGNORECASE
)

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
