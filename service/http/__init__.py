"""The HTTP door: thin routes over the objects that answer."""
