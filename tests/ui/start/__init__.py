"""Tests of the screens in ui/start."""
