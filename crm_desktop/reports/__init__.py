"""Paper: render(document) -> bytes. Never queries, never computes money."""
