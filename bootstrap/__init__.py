"""Sets the program up on a fresh machine: standard library only, because nothing else is there yet."""
