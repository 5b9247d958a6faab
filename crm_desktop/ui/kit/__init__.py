"""Widgets used by every tab."""
