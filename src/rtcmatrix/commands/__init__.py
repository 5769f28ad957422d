"""One file per command; each defines ``command``, a click command. The table is in ``rtcmatrix.cli``."""
