"""formcheck."""
