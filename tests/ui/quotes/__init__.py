"""Tests of the Quotes tab, by what a person types and sees."""
