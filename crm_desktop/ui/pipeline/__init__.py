"""The pipeline: deals on a board and in a table, one of them beside it."""
