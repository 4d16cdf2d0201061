"""Mappings and aliases with where each stands in its review, the history of it, and the decisions that make it."""
