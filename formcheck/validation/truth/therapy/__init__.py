"""Recordings of real people with sensors on their legs: the physical therapy exercises of Yurtman & Barshan."""
