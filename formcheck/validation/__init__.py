"""The measuring instrument: what is found, held against what is known of a clip."""
