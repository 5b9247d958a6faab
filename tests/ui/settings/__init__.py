"""Tests of the screens in ui/settings."""
