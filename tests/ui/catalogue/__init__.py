"""Tests of the screens in ui/catalogue."""
