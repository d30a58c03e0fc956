"""Pose estimators: from a frame to body points."""
