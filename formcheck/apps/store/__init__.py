"""Bringing people's data into the store, handing them out, removing them, and keeping copies of the whole."""
