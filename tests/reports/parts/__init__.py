"""Tests of the parts papers are made of."""
