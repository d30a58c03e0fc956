"""``formcheck validate``: the engine run over clips with a known answer, and scored against it."""
