"""Sensors on the leg: their readings made into the angles of its joints."""
