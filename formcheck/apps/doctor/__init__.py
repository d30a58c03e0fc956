"""``formcheck doctor``."""
