"""The Contacts tab through its widgets."""
