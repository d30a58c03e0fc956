"""``formcheck clinic``: the pages over the store, for whoever looks after people who practise."""
