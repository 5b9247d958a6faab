"""The timeline of a contact or a quote: its list, and the form for one entry."""
