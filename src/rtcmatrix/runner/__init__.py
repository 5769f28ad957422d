"""Run checks under pytest: plugin, scheduler, fixtures, progress. The only package that imports pytest."""
