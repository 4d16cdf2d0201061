"""How documents become a snapshot: readers, mapping to RDF, embedding, publishing."""
