"""``formcheck review`` and ``formcheck replay``."""
