"""Profiles and roles as they are read: everything that the graph states of one, put together."""
