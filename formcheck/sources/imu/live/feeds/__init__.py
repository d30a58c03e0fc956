"""The ways in for live readings: each reads one form and hands on what it held."""
