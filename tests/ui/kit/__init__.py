"""Tests of the kit, widget by widget."""
