"""Questions about schemes, seats and rights."""
