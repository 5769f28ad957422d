"""What is in a recorded file, as ffprobe tells it: container, codecs, key frames. Decodes nothing, trusts no file."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rtcmatrix.gather.stage_parts.prepared import find_program
from rtcmatrix.model import Json

PATIENCE = 120.0
"""Seconds for one file. It is a few seconds long, but a busy machine is no fault of the browser that made it."""
FORMATS = "matroska,webm,mov,mp4,m4a,ogg,wav,flac,aac,mp3,avi"
"""Containers alone are looked for: a playlist would have other files opened, by names that a page has chosen."""

_EBML = b"\x1a\x45\xdf\xa3"
_DOC_TYPE = b"\x42\x82"
_HEAD = 64
_ENTRIES = (
    "format=format_name,duration:format_tags=major_brand"
    ":stream=index,codec_type,codec_name,codec_tag_string,profile,width,height,sample_rate,channels"
    ":packet=stream_index,pts_time,flags"
)


class UnreadableError(Exception):
    """The file is none that ffprobe can read; the message is ffprobe's."""


def inspect(file: Path) -> dict[str, Json]:
    """Say what is in a file; see ``read_answer``.

    Raises Lacking where ffprobe is not installed, UnreadableError where the file is nothing that it can read.
    """
    command = [
        find_program("ffprobe"), "-v", "error", "-hide_banner",
        "-protocol_whitelist", "file", "-format_whitelist", FORMATS,
        "-show_entries", _ENTRIES, "-of", "json", f"file:{file}",
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise UnreadableError(f"ffprobe had not read it within {PATIENCE:g} s") from None
    if done.returncode != 0:
        words = done.stderr.decode(errors="replace").replace(str(file), "it").strip().splitlines()
        raise UnreadableError(words[-1] if words else f"ffprobe ended with {done.returncode}")
    with file.open("rb") as opened:
        head = opened.read(_HEAD)
    return read_answer(json.loads(done.stdout), doc_type_of(head))


def read_answer(answer: Mapping[str, Any], doc_type: str | None = None) -> dict[str, Json]:
    """Make ffprobe's JSON short: {format, container, duration, streams}.

    ``container`` tells apart what ffprobe reads alike: the document type of Matroska ("webm"), the brand of MP4
    ("isom"); ``duration`` in seconds, None where the file does not say. Each stream has kind, codec, tag, profile,
    width, height, rate (of sound, in Hz), channels, packets, keyFrames, and from and to: when its first and last
    packets are shown, in seconds. What a stream has not is None.
    """
    told = answer.get("format") or {}
    packets = answer.get("packets") or []
    return {
        "format": told.get("format_name"),
        "container": doc_type or (told.get("tags") or {}).get("major_brand", "").strip() or None,
        "duration": _number(told.get("duration")),
        "streams": [
            _stream(each, [one for one in packets if one.get("stream_index") == each.get("index")])
            for each in answer.get("streams") or []
        ],
    }


def _stream(told: Mapping[str, Any], packets: Sequence[Mapping[str, Any]]) -> dict[str, Json]:
    times = [time for each in packets if (time := _number(each.get("pts_time"))) is not None]
    tag = told.get("codec_tag_string")
    rate = _number(told.get("sample_rate"))
    return {
        "kind": told.get("codec_type"),
        "codec": told.get("codec_name"),
        "tag": tag if isinstance(tag, str) and tag.isalnum() else None,
        "profile": told.get("profile"),
        "width": told.get("width"),
        "height": told.get("height"),
        "rate": None if rate is None else int(rate),
        "channels": told.get("channels"),
        "packets": len(packets),
        "keyFrames": sum("K" in str(each.get("flags", "")) for each in packets),
        "from": min(times, default=None),
        "to": max(times, default=None),
    }


def doc_type_of(head: bytes) -> str | None:
    """Read the document type in the head of a Matroska file (RFC 8794, section 11.2.6); None for any other file."""
    at = head.find(_DOC_TYPE) if head.startswith(_EBML) else -1
    if at < 0 or at + 3 > len(head):
        return None
    size = head[at + 2] & 0x7F
    return head[at + 3 : at + 3 + size].decode("ascii", errors="replace").strip("\x00") or None


def _number(value: object) -> float | None:
    """Read one of ffprobe's numbers; what it does not know it leaves out or calls "N/A"."""
    try:
        return float(str(value))
    except ValueError:
        return None
