"""Analyze the frames of a received video track, and send them back transformed on request."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

import numpy as np
from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError
from av import VideoFrame

from rtcmatrix.peer.stamp import Image
from rtcmatrix.peer.vision import FrameContent, analyze, inverted, with_box

Item = TypeVar("Item")
Transform = Callable[[Image, FrameContent], Image]

TRANSFORMS: dict[str, Transform] = {"boxed": with_box, "inverted": inverted}
"""How a frame may be transformed before it is sent back, by the name in a page's request."""


class LatestItem(Generic[Item]):
    """A queue of one item, which a newer item replaces: a slow consumer skips items and is never late."""

    def __init__(self) -> None:
        self._item: Item | None = None
        self._available = asyncio.Event()

    def put(self, item: Item) -> None:
        """Replace the item."""
        self._item = item
        self._available.set()

    async def get(self) -> Item:
        """Remove and return the item; waits until there is one."""
        await self._available.wait()
        self._available.clear()
        assert self._item is not None  # noqa: S101 - put sets both
        return self._item


class ReturnTrack(MediaStreamTrack):
    """The video track that sends transformed frames back."""

    kind = "video"

    def __init__(self) -> None:
        super().__init__()
        self.latest: LatestItem[VideoFrame] = LatestItem()

    async def recv(self) -> VideoFrame:
        """Return the next frame when there is one."""
        return await self.latest.get()


async def analyze_track(
    track: MediaStreamTrack,
    report: Callable[[FrameContent], None],
    transform: Transform | None = None,
    return_track: ReturnTrack | None = None,
) -> None:
    """Analyze the frames of a track until it ends; frames that arrive faster than the analysis are skipped."""
    latest: LatestItem[VideoFrame] = LatestItem()
    receiving = asyncio.create_task(_receive(track, latest))
    analyzing = asyncio.create_task(_analyze_frames(latest, report, transform, return_track))
    try:
        await asyncio.wait([receiving, analyzing], return_when=asyncio.FIRST_COMPLETED)
        if analyzing.done():
            analyzing.result()  # raises its exception, which asyncio logs
    finally:
        receiving.cancel()
        analyzing.cancel()


async def _receive(track: MediaStreamTrack, latest: LatestItem[VideoFrame]) -> None:
    while True:
        try:
            frame = await track.recv()
        except MediaStreamError:
            return
        if isinstance(frame, VideoFrame):
            latest.put(frame)


async def _analyze_frames(
    latest: LatestItem[VideoFrame],
    report: Callable[[FrameContent], None],
    transform: Transform | None,
    return_track: ReturnTrack | None,
) -> None:
    while True:
        frame = await latest.get()
        content, transformed = await asyncio.to_thread(_analyze_frame, frame, transform)
        report(content)
        if return_track is not None and transformed is not None:
            transformed.pts, transformed.time_base = frame.pts, frame.time_base
            return_track.latest.put(transformed)


def _analyze_frame(frame: VideoFrame, transform: Transform | None) -> tuple[FrameContent, VideoFrame | None]:
    image: Image = frame.to_ndarray(format="bgr24").astype(np.uint8, copy=False)
    content = analyze(image)
    if transform is None:
        return content, None
    return content, VideoFrame.from_ndarray(transform(image, content), format="bgr24")
