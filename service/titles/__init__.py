"""Job titles, resolved to roles and levels."""
