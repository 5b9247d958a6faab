"""Tests of the screens in ui/exports."""
