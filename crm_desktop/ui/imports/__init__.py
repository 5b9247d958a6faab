"""Imports: what would come is shown first, then everything comes as one gesture."""
