"""Tests of the screens in ui/files."""
