"""``formcheck accounts`` and ``formcheck audit``: who may sign in, and what they did."""
