"""Pages of the work, by noun."""
