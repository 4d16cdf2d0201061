"""How people and programs ask: search, retrieval, SPARQL, HTTP and the command line."""
