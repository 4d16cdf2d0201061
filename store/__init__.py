"""How things are kept: one snapshot is a graph, a text index and vectors, published together."""
