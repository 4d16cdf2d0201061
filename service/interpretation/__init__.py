"""What a question asks for: constraints on the holder, the kind of statement, roles, and what is left to search for."""
