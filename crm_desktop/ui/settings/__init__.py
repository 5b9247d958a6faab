"""The Settings window: every setting of the business, and those of this computer."""
