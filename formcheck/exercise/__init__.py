"""The exercises: what they are, how attempts are found, measured and judged."""
