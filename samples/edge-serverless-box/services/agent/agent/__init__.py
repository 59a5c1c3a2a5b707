"""Knows the nodes, and says how it is."""
