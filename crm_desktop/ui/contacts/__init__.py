"""Contacts: people and companies in one list, one of them beside it."""
