"""The file: its schema, its safety, its history and its index."""
