"""Ignore broken pipes of standard output and error (``rtcmatrix run | head``), so that the run is still recorded."""

from __future__ import annotations

import io
import os
import sys


class BrokenPipeSafeStream(io.TextIOWrapper):
    """Writes to its buffer until the pipe breaks, then to the null device."""

    def write(self, text: str, /) -> int:
        """Write and return the number of characters, also after the pipe broke."""
        try:
            return super().write(text)
        except BrokenPipeError:
            self._redirect_to_null()
            return len(text)

    def flush(self) -> None:
        """Flush."""
        try:
            super().flush()
        except BrokenPipeError:
            self._redirect_to_null()

    def _redirect_to_null(self) -> None:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, self.fileno())
        os.close(null)


def ignore_broken_pipes() -> None:
    """Replace standard output and error of this process, unless a test has replaced them already."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if type(stream) is io.TextIOWrapper:
            stream.flush()
            safe_stream = BrokenPipeSafeStream(
                stream.buffer,
                encoding=stream.encoding,
                errors=stream.errors,
                line_buffering=stream.line_buffering,
                write_through=stream.write_through,
            )
            setattr(sys, name, safe_stream)
