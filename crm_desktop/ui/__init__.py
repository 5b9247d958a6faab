"""The screens (PySide6 only)."""
