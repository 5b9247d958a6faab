"""What the program can do: functions that take a session first, flush, and never commit."""
