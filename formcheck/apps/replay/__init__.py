"""``formcheck replay``."""
