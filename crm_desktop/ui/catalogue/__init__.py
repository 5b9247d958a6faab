"""Products and services: a window of their own, opened from the menu, with Ctrl+K or from a quote."""
