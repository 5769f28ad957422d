"""A compatibility matrix for WebRTC in browsers.

The names below are what a suite may import; everything else is the tool's own.
"""

from rtcmatrix.judge.check import check

__all__ = ["check"]
__version__ = "0.1.0"
