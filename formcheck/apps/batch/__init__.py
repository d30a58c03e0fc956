"""Batch: an archive of videos and recordings of sensors reviewed, to be broken off and taken up again at will."""
