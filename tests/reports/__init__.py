"""Tests of papers: what they say is read back from the PDF."""
