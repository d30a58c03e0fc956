"""Sensors strapped to the leg: recorded files of many makers, lines of our own, and what a phone sends."""
