"""Raise the limit of open files on POSIX systems (RLIMIT_NOFILE); browsers inherit it."""

from __future__ import annotations

import sys

if sys.platform != "win32":
    import resource

    def raise_limit(needed: int) -> int:
        """Raise the soft limit to ``needed`` if the hard one allows it; return the limit in force."""
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if _is_enough(soft, needed):
            return needed
        new = needed if _is_enough(hard, needed) else hard
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (new, hard))
        except (OSError, ValueError):  # macOS allows less than its hard limit
            return soft
        return new

    def _is_enough(limit: int, needed: int) -> bool:
        return limit == resource.RLIM_INFINITY or limit >= needed
