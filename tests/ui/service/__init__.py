"""Tests of the screens in ui/service."""
