"""Exports: the whole business in files anybody can read."""
