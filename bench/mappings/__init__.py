"""Suggestion and audit of mappings, measured on pairs whose answer the classifications themselves give."""
