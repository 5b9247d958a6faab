"""One module per table group."""
