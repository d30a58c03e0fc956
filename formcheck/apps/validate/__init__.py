"""``formcheck validate``."""
