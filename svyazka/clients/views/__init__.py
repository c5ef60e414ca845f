"""Pages about clients, by noun: find the subject, call one action, draw the answer."""
