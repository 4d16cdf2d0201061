"""How profiles stand to each other: near by structure, different by meaning, and what lies between two of them."""
