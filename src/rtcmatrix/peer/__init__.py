"""A WebRTC server that pages call: it analyzes the video and audio it receives, and sends media back.

The stage ``peer`` starts it as ``python -m rtcmatrix.peer``. It imports nothing else of rtcmatrix. Its dependencies are
the extra ``server``; no other package imports aiortc, OpenCV or NumPy.
"""
