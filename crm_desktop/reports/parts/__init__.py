"""The parts that papers are made of: each a block of a page or something drawn on every page."""
