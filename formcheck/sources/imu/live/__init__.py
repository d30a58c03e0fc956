"""Readings of sensors while they are made: from a phone, from the network, from another program."""
