"""Between records and RDF, both ways."""
