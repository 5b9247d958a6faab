"""What makes the program start from a menu or by a double-click."""
