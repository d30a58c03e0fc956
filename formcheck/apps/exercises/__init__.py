"""``formcheck exercises``."""
