"""Standard output and error whose reader may leave (``rtcmatrix run | head``): a run is recorded all the same."""

from __future__ import annotations

import io
import os
import sys


class LastingStream(io.TextIOWrapper):
    """Writes as the stream it is made of; when nobody reads any more, it goes on into nothing."""

    def write(self, text: str, /) -> int:
        """Write; gives the number of characters also where they went nowhere."""
        try:
            return super().write(text)
        except BrokenPipeError:
            self._leave()
            return len(text)

    def flush(self) -> None:
        """Flush."""
        try:
            super().flush()
        except BrokenPipeError:
            self._leave()

    def _leave(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)


def outlive_readers() -> None:
    """Let this process' output outlive its readers; what stands in for it in a test stays as it is."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if type(stream) is io.TextIOWrapper:
            stream.flush()
            lasting = LastingStream(
                stream.buffer,
                encoding=stream.encoding,
                errors=stream.errors,
                line_buffering=stream.line_buffering,
                write_through=stream.write_through,
            )
            setattr(sys, name, lasting)
