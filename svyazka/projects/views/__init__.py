"""Pages of projects: the list with its drifts, one project, and the ghost of its plan."""
