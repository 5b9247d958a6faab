"""Tests of the screens in ui/pipeline."""
