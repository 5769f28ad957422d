"""Being here puts this folder on the import path: tests import ``made_up_run`` from it."""
