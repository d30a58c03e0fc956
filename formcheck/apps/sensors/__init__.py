"""``formcheck sensors``: what a recording of sensors holds, and how they sit on the leg."""
