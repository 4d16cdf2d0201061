"""Job titles, resolved to occupations of the imported classifications."""
