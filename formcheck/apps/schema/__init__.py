"""``formcheck schema``."""
