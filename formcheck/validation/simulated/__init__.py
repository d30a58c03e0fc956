"""Recordings of sensors that were never strapped on: made from the known angles of a clip."""
