"""Compare how browsers implement WebRTC.

Suites may import the names below; everything else is internal.
"""

from rtcmatrix.judge.check import check
from rtcmatrix.judge.expectations import every, expect, not_supported

__all__ = ["check", "every", "expect", "not_supported"]
__version__ = "0.1.0"
