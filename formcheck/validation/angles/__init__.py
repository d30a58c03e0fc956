"""How well angles, times and ranges are measured."""
