"""The first page: what changed, the matrix of checks, the runs and the known differences that need attention."""
