"""The first start: language, country, name, and how to begin."""
