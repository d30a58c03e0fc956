"""Landmarks of the sample clips as the heavy model gave them; see README.md."""
