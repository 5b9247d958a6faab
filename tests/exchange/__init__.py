"""vCard, CSV and the other files: text in, records out, and back."""
