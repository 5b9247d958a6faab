"""Tests of the screens in ui/imports."""
