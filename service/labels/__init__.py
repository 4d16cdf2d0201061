"""All labels of a snapshot: found as they are typed, whole, or inside a text."""
