"""Every behaviour of the program, proven from outside."""
