"""Inspect a recorded file with ffprobe: container, codecs, keyframes. Decodes nothing, trusts no file."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rtcmatrix.gather.stage_parts.programs import find_program
from rtcmatrix.model import Json

TIMEOUT = 120.0
"""Seconds for one file. The media lasts a few seconds, but a busy machine is slow."""
FORMATS = "matroska,webm,mov,mp4,m4a,ogg,wav,flac,aac,mp3,avi"
"""Containers only: a playlist would make ffprobe open other files, by names that a page chose."""

_EBML = b"\x1a\x45\xdf\xa3"
_DOC_TYPE = b"\x42\x82"
_HEADER_SIZE = 64
_ENTRIES = (
    "format=format_name,duration:format_tags=major_brand"
    ":stream=index,codec_type,codec_name,codec_tag_string,profile,width,height,sample_rate,channels"
    ":packet=stream_index,pts_time,flags"
)


class UnreadableError(Exception):
    """ffprobe cannot read the file; the message is that of ffprobe."""


def inspect(file: Path) -> dict[str, Json]:
    """Inspect a file; see ``summarize``.

    Raises MissingRequirement if ffprobe is not installed, UnreadableError if it cannot read the file.
    """
    command = [
        find_program("ffprobe"), "-v", "error", "-hide_banner",
        "-protocol_whitelist", "file", "-format_whitelist", FORMATS,
        "-show_entries", _ENTRIES, "-of", "json", f"file:{file}",
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        raise UnreadableError(f"ffprobe timed out after {TIMEOUT:g} s") from None
    if done.returncode != 0:
        lines = done.stderr.decode(errors="replace").replace(str(file), "it").strip().splitlines()
        raise UnreadableError(lines[-1] if lines else f"ffprobe exited with code {done.returncode}")
    with file.open("rb") as opened:
        header = opened.read(_HEADER_SIZE)
    return summarize(json.loads(done.stdout), doc_type_of(header))


def summarize(output: Mapping[str, Any], doc_type: str | None = None) -> dict[str, Json]:
    """Summarize ffprobe's JSON output: {format, container, duration, streams}.

    ``container`` distinguishes formats that ffprobe reports alike: the document type of Matroska ("webm"), the brand of
    MP4 ("isom"); ``duration`` is in seconds, None if the file has none. Each stream has kind, codec, tag, profile,
    width, height, rate (audio sample rate in Hz), channels, packets, keyFrames, and from and to: the presentation times
    of its first and last packets in seconds. A value that a stream lacks is None.
    """
    container = output.get("format") or {}
    packets = output.get("packets") or []
    return {
        "format": container.get("format_name"),
        "container": doc_type or (container.get("tags") or {}).get("major_brand", "").strip() or None,
        "duration": _number(container.get("duration")),
        "streams": [
            _summarize_stream(stream, [each for each in packets if each.get("stream_index") == stream.get("index")])
            for stream in output.get("streams") or []
        ],
    }


def _summarize_stream(stream: Mapping[str, Any], packets: Sequence[Mapping[str, Any]]) -> dict[str, Json]:
    times = [time for each in packets if (time := _number(each.get("pts_time"))) is not None]
    tag = stream.get("codec_tag_string")
    rate = _number(stream.get("sample_rate"))
    return {
        "kind": stream.get("codec_type"),
        "codec": stream.get("codec_name"),
        "tag": tag if isinstance(tag, str) and tag.isalnum() else None,
        "profile": stream.get("profile"),
        "width": stream.get("width"),
        "height": stream.get("height"),
        "rate": None if rate is None else int(rate),
        "channels": stream.get("channels"),
        "packets": len(packets),
        "keyFrames": sum("K" in str(each.get("flags", "")) for each in packets),
        "from": min(times, default=None),
        "to": max(times, default=None),
    }


def doc_type_of(header: bytes) -> str | None:
    """Read the document type from the header of a Matroska file (RFC 8794, section 11.2.6); None for other files."""
    at = header.find(_DOC_TYPE) if header.startswith(_EBML) else -1
    if at < 0 or at + 3 > len(header):
        return None
    size = header[at + 2] & 0x7F
    return header[at + 3 : at + 3 + size].decode("ascii", errors="replace").strip("\x00") or None


def _number(value: object) -> float | None:
    """Parse a number; None if ffprobe omits it or reports "N/A"."""
    try:
        return float(str(value))
    except ValueError:
        return None
