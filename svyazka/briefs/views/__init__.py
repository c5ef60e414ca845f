"""Pages of specifications and promises."""
