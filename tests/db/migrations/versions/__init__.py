"""Tests of single revisions."""
