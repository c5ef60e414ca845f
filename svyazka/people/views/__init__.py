"""Pages of people: the staff, oneself, the agency."""
