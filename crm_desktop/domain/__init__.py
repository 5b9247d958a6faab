"""The rules of the business: standard library only, no clock, no files, no words."""
