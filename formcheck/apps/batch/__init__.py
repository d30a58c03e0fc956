"""Batch: an archive of videos reviewed, each on its own, to be broken off and taken up again at will."""
