"""What each figure is measured against: the least a program of this kind could do, each runnable by itself."""
