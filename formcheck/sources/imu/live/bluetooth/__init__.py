"""Sensors that measure live over Bluetooth Low Energy: Movella DOT and WitMotion. Not tried on real hardware."""
