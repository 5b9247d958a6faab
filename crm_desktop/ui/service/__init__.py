"""Service history: jobs in a table, one job beside it."""
