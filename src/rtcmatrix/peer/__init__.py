"""A peer that is no browser: a process that a page calls, which looks at the pictures, listens, and answers.

It is started by the stage ``peer`` as ``python -m rtcmatrix.peer`` and imports nothing of the tool. What it needs
beyond the tool's own packages is the extra ``server``; aiortc, OpenCV and NumPy are known here alone.
"""
