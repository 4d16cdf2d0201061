"""Writing through the service: one writer process, one change after the other, each published whole."""
