"""Titles that a classification lists, taken out of what is searched, and looked for: how often they come home."""
