"""One call with a page: its RTCPeerConnection, the analysis of received media, and the media sent back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine, Mapping
from typing import Any

import numpy as np
from aiortc import MediaStreamTrack, RTCDataChannel, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError
from av import AudioFrame

from rtcmatrix.peer.audio import ToneTrack, dominant_frequency, mono
from rtcmatrix.peer.loopback import CONFIGURATION
from rtcmatrix.peer.video import TRANSFORMS, ReturnTrack, analyze_track
from rtcmatrix.peer.vision import FrameContent

ANALYZED_SECONDS = 0.4
"""Seconds of audio in which a tone is searched for at once."""
MAX_MESSAGES = 1000


class InvalidRequestError(Exception):
    """A page sent an invalid request; the message says what is valid."""


class Call:
    """A call with a page. Either side may offer; what the server receives is reported on the first data channel."""

    def __init__(self) -> None:
        self.connection = RTCPeerConnection(CONFIGURATION)
        self.connection.on("track", self._add_track)
        self.connection.on("datachannel", self._add_channel)
        self._report_channel: RTCDataChannel | None = None
        self._transform: str | None = None
        self._tone_frequency: float | None = None
        self._return_track: ReturnTrack | None = None
        self._tone_track: ToneTrack | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def answer(self, request: Mapping[str, Any]) -> dict[str, str]:
        """Set the offer as remote description and return the answer."""
        self._read_options(request)
        await self.connection.setRemoteDescription(RTCSessionDescription(sdp=str(request["sdp"]), type="offer"))
        await self.connection.setLocalDescription(await self.connection.createAnswer())
        return self._local_description()

    async def offer(self, request: Mapping[str, Any]) -> dict[str, str]:
        """Return an offer: a data channel, and sendrecv video or audio if the page requests it."""
        self._read_options(request)
        self._add_channel(
            self.connection.createDataChannel(str(request.get("channel", "of the server")), protocol="sight")
        )
        if self._transform is not None:
            self._return_track = ReturnTrack()
            self.connection.addTransceiver(self._return_track, direction="sendrecv")
        if self._tone_frequency is not None:
            self._tone_track = ToneTrack(self._tone_frequency)
            self.connection.addTransceiver(self._tone_track, direction="sendrecv")
        await self.connection.setLocalDescription(await self.connection.createOffer())
        return self._local_description()

    async def set_answer(self, request: Mapping[str, Any]) -> None:
        """Set the page's answer as remote description."""
        await self.connection.setRemoteDescription(RTCSessionDescription(sdp=str(request["sdp"]), type="answer"))

    async def close(self) -> None:
        """Close the connection and cancel its tasks."""
        for task in tuple(self._tasks):
            task.cancel()
        await self.connection.close()

    def _local_description(self) -> dict[str, str]:
        description = self.connection.localDescription
        return {"type": description.type, "sdp": description.sdp}

    def _read_options(self, request: Mapping[str, Any]) -> None:
        """Read what the page wants to receive."""
        transform, frequency = request.get("back"), request.get("tone")
        if transform is not None and transform not in TRANSFORMS:
            raise InvalidRequestError(f'back is "{transform}"; expected one of {", ".join(TRANSFORMS)}')
        self._transform = transform
        self._tone_frequency = float(frequency) if frequency is not None else None

    def _add_track(self, track: MediaStreamTrack) -> None:
        if track.kind == "video":
            if self._transform is not None and self._return_track is None:
                self._return_track = ReturnTrack()
                self.connection.addTrack(self._return_track)
            transform = TRANSFORMS.get(self._transform or "")
            self._start_task(analyze_track(track, self._report_content, transform, self._return_track))
        else:
            if self._tone_frequency is not None and self._tone_track is None:
                self._tone_track = ToneTrack(self._tone_frequency)
                self.connection.addTrack(self._tone_track)
            self._start_task(self._analyze_audio(track))

    def _add_channel(self, channel: RTCDataChannel) -> None:
        """Answer the messages of a channel; the first channel also gets the reports."""
        self._report_channel = self._report_channel or channel

        @channel.on("message")
        def _answer(message: str | bytes) -> None:
            for answer in answers_to(message):
                channel.send(answer)

    def _start_task(self, coroutine: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _analyze_audio(self, track: MediaStreamTrack) -> None:
        received: list[Any] = []
        while True:
            try:
                frame = await track.recv()
            except MediaStreamError:
                return
            if not isinstance(frame, AudioFrame):
                continue
            received.append(mono(frame))
            if sum(map(len, received)) >= ANALYZED_SECONDS * frame.sample_rate:
                self._report({"tone": dominant_frequency(np.concatenate(received), frame.sample_rate)})
                received.clear()

    def _report_content(self, content: FrameContent) -> None:
        self._report({"sight": content.to_json()})

    def _report(self, message: Mapping[str, Any]) -> None:
        if self._report_channel is not None and self._report_channel.readyState == "open":
            self._report_channel.send(json.dumps(message))


def answers_to(message: str | bytes) -> list[str | bytes]:
    """Return the answers to a data channel message: bytes and {"echo": ...} unchanged, N messages to {"count": N}."""
    if isinstance(message, bytes):
        return [message]
    try:
        request = json.loads(message)
    except ValueError:
        return [json.dumps({"error": "no JSON"})]
    match request:
        case {"echo": value}:
            return [json.dumps({"echo": value})]
        case {"count": int(count)} if 0 < count <= MAX_MESSAGES:
            return [json.dumps({"number": number}) for number in range(count)]
    return [json.dumps({"error": f"neither echo nor a count up to {MAX_MESSAGES}"})]
