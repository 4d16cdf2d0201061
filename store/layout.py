"""The names of a snapshot's parts in its directory."""

from __future__ import annotations

GRAPH = "graph"
TEXT = "text"
VECTORS = "vectors"
ENCODER = "encoder"
PASSAGES_FILE = "passages.sqlite"
REFERENCE = "reference"  # passages, words and vectors of taxonomies; absent where there are none
