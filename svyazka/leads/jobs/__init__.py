"""What the queue does for leads: stored messages are read, mailboxes looked into, files brought in, names compared, clocks and offers watched."""

from svyazka.leads.jobs import clock, files, intake, likeness

__all__ = ["clock", "files", "intake", "likeness"]
