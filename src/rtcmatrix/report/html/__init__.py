"""How a report becomes HTML: environment, escaping, assets, artifacts and the assembly of a single file."""
