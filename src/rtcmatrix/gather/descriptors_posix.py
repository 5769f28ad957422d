"""POSIX: the limit of open files (RLIMIT_NOFILE), which browsers inherit from us."""

from __future__ import annotations

import sys

if sys.platform != "win32":
    import resource

    def raise_limit(needed: int) -> int:
        """Raise the soft limit to ``needed`` where the hard one allows it; give what is allowed then."""
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if _is_enough(soft, needed):
            return needed
        wanted = needed if _is_enough(hard, needed) else hard
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (OSError, ValueError):  # macOS allows less than its hard limit says
            return soft
        return wanted

    def _is_enough(limit: int, needed: int) -> bool:
        return limit == resource.RLIM_INFINITY or limit >= needed
