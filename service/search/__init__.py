"""From a question to levels, with the statements that prove it."""
