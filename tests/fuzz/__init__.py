"""Damaged inputs of every kind, made anew from a number each."""
