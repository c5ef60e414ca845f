"""What each command of the command line does; each returns 0, or 1 with a sentence that says what is wrong."""
