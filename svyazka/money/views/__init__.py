"""Pages of papers and money."""
