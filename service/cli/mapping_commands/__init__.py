"""The commands of ``rolegraph mappings``, a module each."""
