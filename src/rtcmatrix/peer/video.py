"""Looks at the pictures that come in, one after the other, and has them sent back changed where that is wanted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

import numpy as np
from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError
from av import VideoFrame

from rtcmatrix.peer.vision import Sight, inverted, look_at, with_box
from rtcmatrix.peer.stamp import Picture

Thing = TypeVar("Thing")
Change = Callable[[Picture, Sight], Picture]

CHANGES: dict[str, Change] = {"boxed": with_box, "inverted": inverted}
"""What may be done to a picture before it is sent back, by the name that a page asks for it with."""


class Newest(Generic[Thing]):
    """A place for one thing. Whoever is slower than what comes misses some of it, and is never late."""

    def __init__(self) -> None:
        self._thing: Thing | None = None
        self._there = asyncio.Event()

    def put(self, thing: Thing) -> None:
        """Put a thing there instead of what lies there."""
        self._thing = thing
        self._there.set()

    async def take(self) -> Thing:
        """Take what is there, or comes next."""
        await self._there.wait()
        self._there.clear()
        assert self._thing is not None  # noqa: S101 - put has set both
        return self._thing


class Returned(MediaStreamTrack):
    """The pictures on their way back."""

    kind = "video"

    def __init__(self) -> None:
        super().__init__()
        self.newest: Newest[VideoFrame] = Newest()

    async def recv(self) -> VideoFrame:
        """Give the next one, once it is there."""
        return await self.newest.take()


async def watch(
    track: MediaStreamTrack, tell: Callable[[Sight], None], change: Change | None = None, back: Returned | None = None
) -> None:
    """Look at each picture of a track until it ends, or at the newest where more come than can be looked at."""
    newest: Newest[VideoFrame] = Newest()
    reading = asyncio.create_task(_read(track, newest))
    looking = asyncio.create_task(_look(newest, tell, change, back))
    try:
        await asyncio.wait([reading, looking], return_when=asyncio.FIRST_COMPLETED)
        if looking.done():
            looking.result()  # a fault of ours ends up in the log
    finally:
        reading.cancel()
        looking.cancel()


async def _read(track: MediaStreamTrack, newest: Newest[VideoFrame]) -> None:
    while True:
        try:
            frame = await track.recv()
        except MediaStreamError:
            return
        if isinstance(frame, VideoFrame):
            newest.put(frame)


async def _look(
    newest: Newest[VideoFrame], tell: Callable[[Sight], None], change: Change | None, back: Returned | None
) -> None:
    while True:
        frame = await newest.take()
        sight, changed = await asyncio.to_thread(_look_at, frame, change)
        tell(sight)
        if back is not None and changed is not None:
            changed.pts, changed.time_base = frame.pts, frame.time_base
            back.newest.put(changed)


def _look_at(frame: VideoFrame, change: Change | None) -> tuple[Sight, VideoFrame | None]:
    picture: Picture = frame.to_ndarray(format="bgr24").astype(np.uint8, copy=False)
    sight = look_at(picture)
    return sight, VideoFrame.from_ndarray(change(picture, sight), format="bgr24") if change is not None else None
