"""One file per command; each holds one ``command`` (a click command). The table is in ``rtcmatrix.cli``."""
