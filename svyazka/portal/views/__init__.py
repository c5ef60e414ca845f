"""Pages of the client's own door, by noun. Only contacts come in."""
