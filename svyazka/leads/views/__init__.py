"""Pages about leads, by noun: find the subject, call one action, draw the answer."""
