"""Reference classifications of occupations, imported from their official releases."""
