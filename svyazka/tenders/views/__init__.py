"""Pages of the tender desk."""
