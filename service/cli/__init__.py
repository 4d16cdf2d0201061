"""The command line: thin commands over the objects that answer."""
