"""``formcheck review``."""
