"""SPARQL 1.1 Update: requests read into operations, and operations run on a graph that is being edited."""
