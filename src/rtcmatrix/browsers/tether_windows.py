"""Tie a driver on Windows with a job object, whose processes the system ends when its last handle is closed.

Untested: it is type-checked, and imported on Windows only.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    from collections.abc import Sequence
    from ctypes import wintypes

    _KILL_ON_JOB_CLOSE = 0x2000
    _EXTENDED_LIMITS = 9
    _SET_QUOTA_AND_TERMINATE = 0x0101

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", _BasicLimits),
            ("IoInfo", ctypes.c_ulonglong * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    class Job:
        """A job object (https://learn.microsoft.com/windows/win32/procthread/job-objects)."""

        leads = False

        def __init__(self) -> None:
            self._system = ctypes.WinDLL("kernel32", use_last_error=True)
            self._system.CreateJobObjectW.restype = wintypes.HANDLE
            self._system.OpenProcess.restype = wintypes.HANDLE
            self._handle: int | None = self._system.CreateJobObjectW(None, None)
            limits = _ExtendedLimits()
            limits.BasicLimitInformation.LimitFlags = _KILL_ON_JOB_CLOSE
            done = self._handle and self._system.SetInformationJobObject(
                wintypes.HANDLE(self._handle), _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
            )
            if not done:
                raise OSError(ctypes.get_last_error(), "the system cannot create a job object")

        def wrap(self, command: Sequence[str]) -> list[str]:
            """Return the command unchanged: a process is assigned to a job after its start."""
            return list(command)

        def hold(self, pid: int) -> None:
            """Assign a process to the job; its future children are part of it too."""
            if self._handle is None:
                return
            process = self._system.OpenProcess(_SET_QUOTA_AND_TERMINATE, False, pid)  # noqa: FBT003 - signature of the system
            if process:
                self._system.AssignProcessToJobObject(wintypes.HANDLE(self._handle), wintypes.HANDLE(process))
                self._system.CloseHandle(wintypes.HANDLE(process))

        def close(self) -> None:
            """Close the last handle, which ends the processes of the job."""
            if self._handle is not None:
                self._system.CloseHandle(wintypes.HANDLE(self._handle))
                self._handle = None

    def make_job() -> Job | None:
        """Return a job object; None if the system cannot create one."""
        try:
            return Job()
        except OSError:
            return None
