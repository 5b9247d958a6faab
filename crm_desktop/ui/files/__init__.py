"""The file menu: new, open, copies, backups."""
