"""The tests of the timeline."""
