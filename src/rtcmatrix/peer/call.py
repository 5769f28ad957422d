"""One call with a page: its connection, what comes in by it, and what goes back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine, Mapping
from typing import Any

import numpy as np
from aiortc import MediaStreamTrack, RTCDataChannel, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError
from av import AudioFrame

from rtcmatrix.peer.loopback import CONFIGURATION
from rtcmatrix.peer.video import CHANGES, Returned, watch
from rtcmatrix.peer.vision import Sight
from rtcmatrix.peer.audio import Tone, mono, pitch_of

STRETCH = 0.4
"""Seconds of sound that are looked at for a tone at once."""
MOST_MESSAGES = 1000


class WrongAsk(Exception):  # noqa: N818 - the asker is wrong, not we
    """A page asked for what there is not; the message says what there is."""


class Call:
    """A connection with a page. Both ends may offer; what is seen and heard is told over the first data channel."""

    def __init__(self) -> None:
        self.connection = RTCPeerConnection(CONFIGURATION)
        self.connection.on("track", self._take_track)
        self.connection.on("datachannel", self._take_channel)
        self._channel: RTCDataChannel | None = None
        self._back: str | None = None
        self._tone: float | None = None
        self._returned: Returned | None = None
        self._toned: Tone | None = None
        self._work: set[asyncio.Task[None]] = set()

    async def answer(self, ask: Mapping[str, Any]) -> dict[str, str]:
        """Take an offer and give the answer to it."""
        self._wish(ask)
        await self.connection.setRemoteDescription(RTCSessionDescription(sdp=str(ask["sdp"]), type="offer"))
        await self.connection.setLocalDescription(await self.connection.createAnswer())
        return self._described()

    async def offer(self, ask: Mapping[str, Any]) -> dict[str, str]:
        """Give an offer: a data channel, and video or audio in both directions where a page wants it."""
        self._wish(ask)
        self._keep(self.connection.createDataChannel(str(ask.get("channel", "of the server")), protocol="sight"))
        if self._back is not None:
            self._returned = Returned()
            self.connection.addTransceiver(self._returned, direction="sendrecv")
        if self._tone is not None:
            self._toned = Tone(self._tone)
            self.connection.addTransceiver(self._toned, direction="sendrecv")
        await self.connection.setLocalDescription(await self.connection.createOffer())
        return self._described()

    async def take_answer(self, ask: Mapping[str, Any]) -> None:
        """Take the answer to our offer."""
        await self.connection.setRemoteDescription(RTCSessionDescription(sdp=str(ask["sdp"]), type="answer"))

    async def close(self) -> None:
        """End the connection and whatever is done for it."""
        for task in tuple(self._work):
            task.cancel()
        await self.connection.close()

    def _described(self) -> dict[str, str]:
        description = self.connection.localDescription
        return {"type": description.type, "sdp": description.sdp}

    def _wish(self, ask: Mapping[str, Any]) -> None:
        """Note what a page wants back."""
        back, tone = ask.get("back"), ask.get("tone")
        if back is not None and back not in CHANGES:
            raise WrongAsk(f'"{back}" cannot be sent back; expected one of {", ".join(CHANGES)}')
        self._back = back
        self._tone = float(tone) if tone is not None else None

    def _take_track(self, track: MediaStreamTrack) -> None:
        if track.kind == "video":
            if self._back is not None and self._returned is None:
                self._returned = Returned()
                self.connection.addTrack(self._returned)
            self._begin(watch(track, self._tell_sight, CHANGES.get(self._back or ""), self._returned))
        else:
            if self._tone is not None and self._toned is None:
                self._toned = Tone(self._tone)
                self.connection.addTrack(self._toned)
            self._begin(self._listen(track))

    def _take_channel(self, channel: RTCDataChannel) -> None:
        self._keep(channel)

    def _keep(self, channel: RTCDataChannel) -> None:
        """Answer what comes by a channel; the first one is told what is seen and heard."""
        self._channel = self._channel or channel

        @channel.on("message")
        def _answer(message: str | bytes) -> None:
            for answer in answers_to(message):
                channel.send(answer)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._work.add(task)
        task.add_done_callback(self._work.discard)

    async def _listen(self, track: MediaStreamTrack) -> None:
        heard: list[Any] = []
        while True:
            try:
                frame = await track.recv()
            except MediaStreamError:
                return
            if not isinstance(frame, AudioFrame):
                continue
            heard.append(mono(frame))
            if sum(map(len, heard)) >= STRETCH * frame.sample_rate:
                self._tell({"tone": pitch_of(np.concatenate(heard), frame.sample_rate)})
                heard.clear()

    def _tell_sight(self, sight: Sight) -> None:
        self._tell({"sight": sight.told()})

    def _tell(self, what: Mapping[str, Any]) -> None:
        if self._channel is not None and self._channel.readyState == "open":
            self._channel.send(json.dumps(what))


def answers_to(message: str | bytes) -> list[str | bytes]:
    """Give what is answered to a message of a channel: bytes and {"echo": ...} come back, {"count": N} brings N."""
    if isinstance(message, bytes):
        return [message]
    try:
        asked = json.loads(message)
    except ValueError:
        return [json.dumps({"error": "no JSON"})]
    match asked:
        case {"echo": said}:
            return [json.dumps({"echo": said})]
        case {"count": int(count)} if 0 < count <= MOST_MESSAGES:
            return [json.dumps({"number": number}) for number in range(count)]
    return [json.dumps({"error": f"neither echo nor a count up to {MOST_MESSAGES}"})]
