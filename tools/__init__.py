"""What developers run: nothing here is needed by the program."""
