"""A session: the stages joined into one pipeline, its record and its summary."""
