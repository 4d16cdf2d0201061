"""The commands of ``rolegraph aliases``, a module each."""
