"""The pytest side: plugin, scheduler, fixtures and progress. The one package that knows pytest."""
