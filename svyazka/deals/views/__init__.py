"""Pages of estimates, proposals and contracts."""
