"""What several pages show of columns, checks and facts: frozen dataclasses and the pure functions that build them."""
